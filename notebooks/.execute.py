"""Executes one notebook, .execute.py NOTEBOOK [--keep], and says which cell failed and why. Outputs are written with --keep only."""

import sys
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

path = sys.argv[1]
notebook = nbformat.read(path, as_version=4)
kernel = notebook.metadata.kernelspec
try:
    NotebookClient(notebook, kernel_name=kernel.name, timeout=600, record_timing=False).execute()
except CellExecutionError:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                sys.exit("\n".join([f"{path} failed in this cell:", "", cell.source, "", *output.traceback]))
    raise
if "--keep" in sys.argv:
    # The kernel adds its own version, which differs from machine to machine.
    known = {"java": {"name": "java", "file_extension": ".jshell", "mimetype": "text/x-java-source"}}
    notebook.metadata.language_info = known.get(kernel.language, {"name": kernel.language})
    for cell in notebook.cells:
        # Warnings of Spark as it starts, with the time of the day.
        if kernel.language == "python" and cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        for output in cell.get("outputs", []):
            # What stands in for a picture as text is its address in memory, which differs from run to run.
            if "image/png" in output.get("data", {}):
                output.data.pop("text/plain", None)
    nbformat.write(notebook, path)
