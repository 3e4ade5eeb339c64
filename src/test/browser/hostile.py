"""Writes a table whose columns have hostile names, with numbers of any size, and so many of them that a page must be searched."""

import csv
import sys

NAMES = [
    '"><script>document.title = "broken"</script>',
    "</style><img src=x onerror='document.title = `broken`'>",
    "a'b\"c&d",
    "javascript:alert(1)",
    "\u202egpj.exe",
]

# Numbers that are long to write.
SIZES = {"large": 1e14, "small": 1e-300}

if __name__ == "__main__":
    columns = NAMES + [f"sensor {i}" for i in range(300)] + list(SIZES)
    with open(sys.argv[1], "w", newline="", encoding="utf-8") as file:
        # Spark reads a quote behind a backslash, not a doubled one.
        table = csv.writer(file, quoting=csv.QUOTE_ALL, doublequote=False, escapechar="\\")
        table.writerow(columns)
        for row in range(50):
            table.writerow(
                [row * (i + 1) % 47 for i in range(len(columns) - len(SIZES))]
                + [(row * 7 % 50 - 30.1234567) * size for size in SIZES.values()]
            )
