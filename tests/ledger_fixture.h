// Ledgers in a folder of their own, and reports whose claims are made by hand.
#ifndef RAWI_TESTS_LEDGER_FIXTURE_H
#define RAWI_TESTS_LEDGER_FIXTURE_H

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "ledger/prepare.h"
#include "ledger/store.h"
#include "lexicon/lexicon.h"
#include "rawi/ledger.h"

namespace rawi::test {

inline const Resources& ledger_resources() {
  static const Resources resources = Resources::open(RAWI_TEST_IMAGE);
  return resources;
}

// The entity of that id; ends the test program when the lexicon has none.
inline uint32_t entity_called(const std::string& id) {
  const Lexicon& lexicon = ledger_resources().lexicon();
  for (uint32_t i = 0; i < lexicon.entity_count(); ++i)
    if (id == lexicon.string(lexicon.entity(i).id)) return i;
  std::fprintf(stderr, "no entity %s in the lexicon\n", id.c_str());
  std::abort();
}

// A report in the making: claims are given by their words.
class Draft {
 public:
  Draft(const std::string& id, const std::string& text, const std::string& published = "2015-08-03") {
    Item item;
    item.name = "draft.jsonl";
    item.line = 1;
    item.type = InputType::kJson;
    item.bytes = R"({"id": ")" + id + R"(", "published": ")" + published + R"(", "outlet": "akhbar", "text": ")" + text + "\"}";
    preparer().prepare(item, "", prepared_);
    if (!prepared_.good) std::abort();
    prepared_.reading.clear();
    prepared_.reading.published = {published, DateBasis::kGiven, {}};
  }

  Span words(const std::string& w) const {
    const size_t at = prepared_.report.text.find(w);
    if (at == std::string::npos) std::abort();
    return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + w.size())};
  }

  // The claim's sentence runs from the full stop before its trigger to the next one.
  Claim& claim(const std::string& trigger, Plover type, Status status = Status::kHappened) {
    Claim c;
    c.trigger = words(trigger);
    const std::string& text = prepared_.report.text;
    const size_t before = text.rfind('.', c.trigger.begin), after = text.find('.', c.trigger.end);
    c.sentence = {static_cast<uint32_t>(before == std::string::npos ? 0 : before + 1),
                  static_cast<uint32_t>(after == std::string::npos ? text.size() : after + 1)};
    c.type = type;
    c.status = status;
    c.first_link = static_cast<uint32_t>(prepared_.reading.links.size());
    c.first_quantity = static_cast<uint32_t>(prepared_.reading.quantities.size());
    prepared_.reading.claims.push_back(c);
    return prepared_.reading.claims.back();
  }
  void link(const std::string& name, SourceKind kind, uint32_t entity = kNoEntity) {
    prepared_.reading.links.push_back({words(name), words(name), kind, entity});
    ++prepared_.reading.claims.back().links;
  }
  void quantity(CountOf of, int64_t min, int64_t max, const std::string& w) {
    prepared_.reading.quantities.push_back({of, min, max, words(w)});
    ++prepared_.reading.claims.back().quantities;
  }
  void place(const std::string& w, const std::string& id) {
    prepared_.reading.claims.back().place = {words(w), entity_called(id), kNoEntity, PlaceRelation::kAt};
  }
  void time(const std::string& w, const std::string& edtf) {
    prepared_.reading.claims.back().time = {words(w), static_cast<int32_t>(prepared_.reading.times.size())};
    prepared_.reading.times.push_back({words(w), edtf});
  }
  const Prepared& done() {
    Tokens tokens;
    tokenize(prepared_.report.text, ledger_resources().lexicon(), tokens);
    preparer().complete(tokens, prepared_);
    return prepared_;
  }

 private:
  static Preparer& preparer() {
    static Preparer one(ledger_resources());
    return one;
  }
  Prepared prepared_;
};

class LedgerTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("rawi-ledger-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / "test.db").string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // A clock that stands still until it is set.
  Clock clock() {
    return [this] { return now_; };
  }
  static Stored put(Ledger& ledger, const Prepared& p) {
    ledger.store().write_with(ledger_resources());
    ledger.store().begin("add");
    const Stored stored = ledger.store().append(p);
    ledger.store().commit();
    return stored;
  }
  std::string write(const std::string& name, const std::string& bytes) {
    const std::filesystem::path path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  std::filesystem::path folder_;
  std::string path_;
  int64_t now_ = 1'000'000;
};

}  // namespace rawi::test

#endif  // RAWI_TESTS_LEDGER_FIXTURE_H
