// A date in Arabic words, as pages print one under a headline -> EDTF level 1.
//
//   al-ahad 22 november 2020 - 14:30 bi-tawqit ghrinitsh   2020-11-22T14:30Z
//   al-ithnayn 12 rabi` al-awwal 1430 h - 9 mars 2009 m    2009-03-09: the Gregorian one of two
//   16 rajab 1441 h                                        2020-03-11~: by the tabular calendar, a day more or less
//   as-sabt 05/11/2022                                     2022-11-05: the other reading is no Saturday
//   05/11/2022                                             nothing: nobody can tell the day from the month
//   three hours ago                                        nothing
#ifndef RAWI_INTAKE_DATE_WORDS_H
#define RAWI_INTAKE_DATE_WORDS_H

#include <string>
#include <string_view>

namespace rawi {

// The first date of a text that is folded (page_words.h); empty: none.
std::string date_in_words(std::string_view folded);

}  // namespace rawi

#endif  // RAWI_INTAKE_DATE_WORDS_H
