#!/usr/bin/env python3
"""Writes src/mentions/hijri_months.h from a table of Umm al-Qura months.

Usage: hijri_months.py month_starts.csv > src/mentions/hijri_months.h
The table has the columns hijri_year, hijri_month, gregorian_first_day, one row a month, without gaps.
"""
import csv
import datetime
import sys


def main():
    with open(sys.argv[1], newline="") as table:
        rows = [(int(r["hijri_year"]), int(r["hijri_month"]), datetime.date.fromisoformat(r["gregorian_first_day"]))
                for r in csv.DictReader(table)]
    lengths = [(b[2] - a[2]).days for a, b in zip(rows, rows[1:])]
    if any(not 28 <= n <= 31 for n in lengths) or rows[0][1] != 1 or rows[-1][1] != 12:
        sys.exit("hijri_months.py: the table has a gap or a month of less than 28 or more than 31 days")
    lengths.append(29)  # the last month's end is not in the table
    years = [sum((lengths[i + m] - 28) << 2 * m for m in range(12)) for i in range(0, len(lengths), 12)]
    epoch = datetime.date(1970, 1, 1)
    print("// Made by tools/hijri_months.py from the Umm al-Qura month table of hijri-converter (see NOTICE); do not edit.")
    print("#ifndef RAWI_MENTIONS_HIJRI_MONTHS_H\n#define RAWI_MENTIONS_HIJRI_MONTHS_H\n\n#include <cstdint>\n\nnamespace rawi {\n")
    print(f"inline constexpr int kHijriFirstYear = {rows[0][0]}, kHijriLastYear = {rows[-1][0]};")
    print(f"inline constexpr int kHijriFirstDay = {(rows[0][2] - epoch).days};  // days from 1970-01-01 to 1 Muharram of the first year\n")
    print("// Bits 2(m-1) and above of a year: the days of month m, less 28.")
    print("inline constexpr uint32_t kHijriMonths[] = {")
    for i in range(0, len(years), 10):
        print("    " + ", ".join(f"0x{y:06x}" for y in years[i:i + 10]) + ",")
    print("};\n\n}  // namespace rawi\n\n#endif  // RAWI_MENTIONS_HIJRI_MONTHS_H")


main()
