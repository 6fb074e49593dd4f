#include <algorithm>
#include <cstdio>
#include <filesystem>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "rawi/error.h"
#include "sources.h"

namespace rawi::lexc {
namespace {

namespace fs = std::filesystem;

// Every source goes into the digest, so that an image says exactly what it was made of.
class Digest {
 public:
  void add(const Table& table) { sum_ = XXH3_128bits_withSeed(table.text.data(), table.text.size(), sum_.low64 ^ sum_.high64); }
  std::string hexadecimal() const {
    char out[33];
    std::snprintf(out, sizeof out, "%016llx%016llx", static_cast<unsigned long long>(sum_.high64),
                  static_cast<unsigned long long>(sum_.low64));
    return out;
  }

 private:
  XXH128_hash_t sum_{image::kVersion, 0};
};

std::vector<std::string> tables_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".tsv") names.push_back(entry.path().filename().string());
  if (error) throw Error("'" + folder + "' cannot be read: " + error.message());
  if (names.empty()) throw Error("'" + folder + "' holds no .tsv files");
  std::sort(names.begin(), names.end());
  return names;
}

class Compiler {
 public:
  Compiler(const std::string& folder, Problems& problems) : folder_(folder), names_(tables_in(folder)), problems_(problems) {}

  // Entities before words, which may name them; see sources.h.
  const Content& run() {
    entity_table("places.tsv", kPlaceColumns, [&](const Table& t) { add_places(t, 0, content_, problems_); });
    entity_table("places_ext.tsv", kPlaceColumns, [&](const Table& t) { add_places(t, kEntityExtra, content_, problems_); });
    entity_table("actors.tsv", kActorColumns, [&](const Table& t) { add_actors(t, content_, problems_); });
    entity_table("weapons.tsv", kWeaponColumns, [&](const Table& t) { add_weapons(t, content_, problems_); });
    add_spellings(content_);
    learn_latin(content_);
    entity_table("ambiguous.tsv", kAmbiguousColumns, [&](const Table& t) { add_ambiguous(t, content_, problems_); });
    entity_table("phrases.tsv", kPhraseColumns, [&](const Table& t) { add_phrases(t, content_, problems_); });
    entity_table("junk.tsv", kPhraseColumns, [&](const Table& t) { add_phrases(t, content_, problems_); });
    for (const std::string& name : names_) add_words(read(name, kWordColumns), content_, problems_);
    content_.digest = digest_.hexadecimal();
    return content_;
  }

 private:
  // A table of a fixed name, where the folder has it; the names left over are word files.
  template <typename Add>
  void entity_table(const std::string& name, std::string_view columns, Add add) {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) return;
    names_.erase(found);
    add(read(name, columns));
  }

  Table read(const std::string& name, std::string_view columns) {
    Table table = read_table(folder_ + "/" + name, "lexicon/" + name, columns, problems_);
    digest_.add(table);
    return table;
  }

  std::string folder_;
  std::vector<std::string> names_;
  Problems& problems_;
  Content content_;
  Digest digest_;
};

}  // namespace

void compile(const std::string& folder, const std::string& image, Problems& problems) {
  Compiler compiler(folder, problems);
  const Content& content = compiler.run();
  if (problems.none()) write_image(content, image);
}

}  // namespace rawi::lexc
