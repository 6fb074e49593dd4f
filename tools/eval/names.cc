// Names: ANERcorp, NewsFANE, AQMAR.
#include <filesystem>

#include "evaluation.h"
#include "score.h"
#include "suites.h"

namespace rawi::evaluation {
namespace {

using namespace rawi::names;

struct Measure {
  const Setting& setting;
  TextReader reader;
  Tagger tagger;
  std::vector<Result> out;

  void suite(const std::string& name, const std::vector<ConllText>& texts, Scheme scheme, const CommonLabel& common) {
    const NameScore s = score_names(texts, scheme, common, reader, tagger);
    Result r{"names", name, s.all.wanted, s.all.right};
    r.score = 100 * s.all.f1();
    r.words = s.words;
    r.seconds = s.seconds;
    out.push_back(r);
  }
};

// The parts of a folder that may be measured on: development and test parts.
Sentences parts(const std::string& folder) {
  Sentences all;
  for (const char* part : {"coarse_dev.conll", "coarse_test.conll", "coarse_test_anercorp_test_overlap.conll"})
    if (std::filesystem::exists(folder + part))
      for (ConllSentence& s : read_conll(folder + part)) all.push_back(std::move(s));
  return all;
}

}  // namespace

std::vector<Result> measure_names(const Setting& setting) {
  const std::string ner = setting.suites + "/ner/";
  if (!setting.names || !std::filesystem::is_directory(ner)) return {};
  Measure m{setting, TextReader(setting.lexicon), Tagger(*setting.names, setting.lexicon), {}};
  const Sentences newsfane = parts(ner + "newsfane/");
  if (std::filesystem::exists(ner + "anercorp/train.txt")) {
    const FourParts four = part_anercorp(read_conll(ner + "anercorp/train.txt"), newsfane);
    const std::vector<ConllText> texts = texts_of(four.held_out, Clitics::kJoined);
    m.suite("ANERcorp held out, 3 classes", texts, Scheme::kFour, labels_but(Scheme::kFour, "MISC"));
    m.suite("ANERcorp held out, 4 classes", texts, Scheme::kFour, labels_but(Scheme::kFour));
  }
  if (std::filesystem::exists(ner + "anercorp/test.txt")) {
    const std::vector<ConllText> texts = texts_of(read_conll(ner + "anercorp/test.txt"), Clitics::kJoined);
    m.suite("ANERcorp test, 3 classes", texts, Scheme::kFour, labels_but(Scheme::kFour, "MISC"));
    m.suite("ANERcorp test, 4 classes", texts, Scheme::kFour, labels_but(Scheme::kFour));
  }
  if (!newsfane.empty()) m.suite("NewsFANE held out", texts_of(newsfane, Clitics::kSplit), Scheme::kOwn, labels_but(Scheme::kOwn));
  const Sentences wikifane = parts(ner + "wikifane/");
  if (!wikifane.empty()) m.suite("WikiFANE held out", texts_of(wikifane, Clitics::kSplit), Scheme::kOwn, labels_but(Scheme::kOwn));
  if (std::filesystem::is_directory(ner + "aqmar"))
    m.suite("AQMAR", texts_of(read_folder(ner + "aqmar", ".txt"), Clitics::kJoined), Scheme::kOwn, aqmar_label);
  return m.out;
}

}  // namespace rawi::evaluation
