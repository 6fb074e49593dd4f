// Word segmentation: what of a word is clitic and what is the word itself, for those who ask for segments.
//
//   wa-bi-wasa'ili-ha  ->  wa + bi + wasa'il + ha        the article stays with its word: bi + al-nisba
//
// It follows the reading that a word has in its sentence (tokens/tags.h). For words without a reading the corpus decides, as
// the name model remembers it: what is commoner by far without the clitic has one. Segments are spelled as the word is written, so
// that together they are the word. Total; one thread a Segmenter; the lexicon and model must outlive it.
#ifndef RAWI_MENTIONS_SEGMENT_H
#define RAWI_MENTIONS_SEGMENT_H

#include <string>
#include <string_view>
#include <vector>

#include "mentions/tagger_features.h"
#include "rawi/span.h"

namespace rawi {

class Segmenter : private WordRanks {
 public:
  // Without a model, words that the lexicon does not know are left whole.
  explicit Segmenter(const Lexicon& lexicon, const TaggerModel* model = nullptr) : lexicon_(lexicon), model_(model) {}

  // `text` must live until the last call of segments().
  void read(std::string_view text);

  // The segments of what stands at these bytes of the text, joined by `mark`.
  std::string segments(Span word, char mark) const;

 private:
  struct Cut {
    uint32_t letters[4] = {};  // proclitics, in order: letters of each
    int count = 0;
    uint32_t suffix = 0;       // letters of the pronoun
  };

  WordEntry entry(uint64_t key) const override { return model_ ? model_->word(key) : WordEntry{}; }
  Cut cut(uint32_t token) const;
  uint8_t joined(std::string_view folded) const;
  bool well_known(const Token& t) const;
  uint8_t guess_proclitic(const Token& t) const;
  uint32_t guess_suffix(std::string_view core) const;
  uint32_t after_marks(uint32_t at, uint32_t end) const;
  void add(uint32_t token, char mark, std::string& out) const;

  const Lexicon& lexicon_;
  const TaggerModel* model_;
  std::string_view text_;
  Tokens tokens_;
  Structure structure_;
  std::vector<Tag> tags_;
};

}  // namespace rawi

#endif  // RAWI_MENTIONS_SEGMENT_H
