// Folded spellings of the few function words that the time grammar names.
#ifndef RAWI_MENTIONS_TIME_WORDS_H
#define RAWI_MENTIONS_TIME_WORDS_H

#include <string_view>

namespace rawi::word {

// ISO-8859-6 letters (tokens/fold.h), written out once.
inline constexpr std::string_view kMin = "\xE5\xE6";              // min: of, from
inline constexpr std::string_view kFi = "\xE1\xEA";               // fi: in
inline constexpr std::string_view kIlla = "\xC7\xE4\xC7";         // illa: less
inline constexpr std::string_view kDhu = "\xD0\xE8";              // dhu, dhi, dha: of the months of pilgrimage
inline constexpr std::string_view kDhi = "\xD0\xEA";
inline constexpr std::string_view kDha = "\xD0\xC7";
inline constexpr std::string_view kZone = "\xC8\xCA\xE8\xE2\xEA\xCA";              // bi-tawqit
inline constexpr std::string_view kTheZone = "\xC8\xC7\xE4\xCA\xE8\xE2\xEA\xCA";   // bi-t-tawqit
inline constexpr std::string_view kDay = "\xEA\xE8\xE5";         // yawm
inline constexpr std::string_view kHuna = "\xE7\xE6\xC7";        // huna, hunaka: here, there
inline constexpr std::string_view kHunaka = "\xE7\xE6\xC7\xE3";
inline constexpr std::string_view kDhalika = "\xD0\xE4\xE3";    // dhalika, tilka: that
inline constexpr std::string_view kTilka = "\xCA\xE4\xE3";
inline constexpr std::string_view kNafsuhu = "\xE6\xE1\xD3\xE7";  // nafsuhu, dhatuhu: the same
inline constexpr std::string_view kDhatuhu = "\xD0\xC7\xCA\xE7";
inline constexpr std::string_view kBaqiya = "\xC8\xE2\xEA\xC9";       // baqiyat, baqi: the rest of
inline constexpr std::string_view kBaqi = "\xC8\xC7\xE2\xEA";
inline constexpr std::string_view kUtla = "\xD9\xD7\xE4\xC9";         // `utlat: holiday of
inline constexpr std::string_view kWaqt = "\xE8\xE2\xCA";            // waqt: a time, as in "at an early time"
inline constexpr std::string_view kInda = "\xD9\xE6\xCF";            // `inda: at
inline constexpr std::string_view kLimudda = "\xE4\xE5\xCF\xC9";     // li-muddat, muddat, tiwal, tilat: for, throughout
inline constexpr std::string_view kMudda = "\xE5\xCF\xC9";
inline constexpr std::string_view kTiwal = "\xD7\xE8\xC7\xE4";
inline constexpr std::string_view kTila = "\xD7\xEA\xE4\xC9";
inline constexpr std::string_view kKamil = "\xE3\xC7\xE5\xE4";       // kamil, kamila: a whole
inline constexpr std::string_view kKamila = "\xE3\xC7\xE5\xE4\xC9";
inline constexpr std::string_view kAnd = "\xE8";                  // wa, alone
inline constexpr std::string_view kAla = "\xD9\xE4\xEA";          // `ala: on, after
inline constexpr std::string_view kAn = "\xD9\xE6";               // `an
inline constexpr std::string_view kAlli = "\xC7\xE4\xEA";         // illi: which, spoken; also ila
inline constexpr std::string_view kAlladhi = "\xC7\xE4\xD0\xEA";  // alladhi: which

}  // namespace rawi::word

#endif  // RAWI_MENTIONS_TIME_WORDS_H
