"""SA7.. and SA9..: files, settings, other machines, and faults of symact itself."""

from symact.check.explanations.code import Code

FILES = (
    Code(
        "SA701",
        "folder does not exist",
        "The folder of the output file does not exist. It is not made, since its name may be "
        "misspelt.",
        "symact notes -o nwo/notes.pdf",
        "mkdir -p new && symact notes -o new/notes.pdf",
    ),
    Code(
        "SA702",
        "place cannot be written",
        "The system refuses to write there: the disk is full, or the permission is missing. "
        "Nothing is left half written.",
        "symact notes -o /notes.pdf",
        "symact notes -o notes.pdf",
    ),
    Code(
        "SA703",
        "folder where a file should be",
        "The name of the output is the name of a folder. Name a file inside it.",
        "symact notes -o docs",
        "symact notes -o docs/notes.pdf",
    ),
    Code(
        "SA704",
        "companion outside the folder",
        "A document wants to write a file that it includes, such as a figure, outside the folder "
        "of the output. This is refused.",
        "a figure named ../figure.svg",
        "a figure named figures/figure.svg",
    ),
    Code(
        "SA705",
        "no format for this file name",
        "The format of an output follows from the end of its name, and this end stands for none.",
        "symact derive relu -o relu.docx",
        "symact derive relu -o relu.pdf",
    ),
    Code(
        "SA706",
        "unknown format",
        "A document is to be rendered in a format that does not exist. The message lists the "
        "formats.",
        'render(document, "word")',
        'render(document, "html")',
    ),
    Code(
        "SA707",
        "a PDF is not for a terminal",
        "A PDF is a binary file, which a terminal cannot show. Name a file, or send it through a "
        "pipe.",
        "symact derive relu --format pdf",
        "symact derive relu -o relu.pdf",
    ),
    Code(
        "SA710",
        "file cannot be read",
        "The file does not exist, the permission is missing, it is a folder, or it is larger than "
        "symact reads.",
        "symact check noets.md",
        "symact check notes.md",
    ),
    Code(
        "SA711",
        "file is not UTF-8 text",
        "Text files are read as UTF-8, and this one has bytes that are not. Perhaps it is binary, "
        "or saved in an older encoding.",
        "symact check figure.png",
        "symact check notes.md",
    ),
    Code(
        "SA720",
        "document too long",
        "The document has more characters than the check reads. Split it into parts.",
        "symact check everything.md, of 6 million characters",
        "symact check part-1.md part-2.md",
    ),
    Code(
        "SA721",
        "extra package is not installed",
        "This output or this machine needs a package that symact does not install by itself.",
        "pip install symact, then symact screen candidates.txt -o out.parquet",
        "pip install 'symact[parquet]'",
    ),
    Code(
        "SA722",
        "another run writes this file",
        "Two screenings may not write the same journal at the same time. Wait for the other one.",
        "symact screen a.txt -o out.jsonl, twice at once",
        "symact screen a.txt -o other.jsonl",
    ),
    Code(
        "SA723",
        "no scheduler answers",
        "The address that was given for a Dask cluster does not answer.",
        "--dask tcp://nowhere:8786",
        "--dask tcp://localhost:8786, after: dask scheduler",
    ),
    Code(
        "SA724",
        "line is no candidate",
        "A line of the file of candidates of a screening is not a name, a formula or an object of "
        "JSON that holds one. The other lines are worked on.",
        '{"expression": }',
        '{"expression": "x*tanh(x)"}',
    ),
    Code(
        "SA725",
        "out of time",
        "The command was ended because it used up the time that was given. Nothing is decided.",
        "symact derive HARD --time-limit 1",
        "symact derive HARD --time-limit 60",
    ),
    Code(
        "SA726",
        "not a notebook",
        "A file that is named like a Jupyter notebook is not the JSON of one, or has no cells.",
        '{"cells": 3}',
        '{"cells": [{"cell_type": "markdown", "source": ["$x^2 \\\\ge 0$"]}]}',
    ),
    Code(
        "SA727",
        "not Python",
        "A program cannot be parsed as Python, so that its docstrings cannot be found.",
        "def f(:",
        "def f(x):",
    ),
    Code(
        "SA730",
        "not the JSON of a certificate",
        "A certificate is one object of JSON, in which every name stands once and numbers are "
        "short. The message gives line and column of what is not.",
        '{"schema": }',
        '{"schema": "symact.certificate/1"}',
    ),
    Code(
        "SA731",
        "not a certificate",
        "The file is JSON, but not of the schema that the verifier knows.",
        '{"schema": "symact.profile/1"}',
        '{"schema": "symact.certificate/1"}',
    ),
    Code(
        "SA732",
        "certificate too large",
        "A certificate is larger or nested deeper than the verifier reads. The bounds protect the "
        "machine that re-checks a file of somebody else's.",
        "a certificate nested 1000 deep",
        "a certificate as symact derive --certificate writes it",
    ),
    Code(
        "SA740",
        "unknown setting",
        "The settings of symact check stand in the table tool.symact.check of pyproject.toml, or "
        "in the table check of symact.toml. This name is none of them. It is refused and not "
        "passed over, since a misspelt setting would have no effect.",
        '[tool.symact.check]\nselct = ["SA2"]',
        '[tool.symact.check]\nselect = ["SA2"]',
    ),
    Code(
        "SA741",
        "setting has a wrong value, or the file is no TOML",
        "A setting has a value of another type than it takes, or a number out of its bounds, or "
        "the file that holds the settings is not TOML.",
        'time-limit = "long"',
        "time-limit = 10",
    ),
    Code(
        "SA742",
        "no such code",
        "A code to select, to ignore or to explain is not one of symact's. Codes are SA and three "
        "digits; the first of them name a range, as SA2 does.",
        "symact explain SA999",
        "symact explain SA203",
    ),
    Code(
        "SA901",
        "fault of symact",
        "Something happened that symact does not expect of itself. It is not your input that is "
        "wrong. Please report it with the command; symact --debug shows where it happened.",
        "symact derive ... ends with status 70",
        "symact --debug derive ...",
    ),
)
