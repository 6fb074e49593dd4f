#include <climits>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "claims/context_model.h"
#include "claims/model.h"
#include "lexicon/lexicon.h"
#include "mentions/tagger_model.h"
#include "rawi/error.h"
#include "rawi/reader.h"

namespace rawi {
namespace {

namespace fs = std::filesystem;

constexpr const char* kImageName = "rawi.lex";
constexpr const char* kModelName = "rawi.model";
constexpr const char* kNamesName = "names.model";
constexpr const char* kContextName = "context.model";

// In the order of EntityKind.
constexpr std::string_view kKindNames[] = {
    "none", "country", "region", "admin1", "admin2", "city", "town", "village", "neighbourhood", "military-base",
    "airport", "port", "crossing", "oil-field", "camp", "nuclear-site", "sea", "strait", "river", "lake", "island",
    "mountain", "dam", "prison", "hospital", "square", "street", "building", "refinery", "canal", "state",
    "government-body", "military", "international-organisation", "party", "armed-group", "media-outlet",
    "news-agency", "person", "rocket", "missile", "drone", "artillery", "airstrike", "explosive", "firearm",
    "other-weapon"};
static_assert(std::size(kKindNames) == static_cast<size_t>(EntityKind::kWeaponOther) + 1);

fs::path program_folder() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::path() : program.parent_path();
}

std::string find_image(const std::string& path) {
  if (!path.empty()) return path;
  if (const char* given = std::getenv("RAWI_LEXICON"); given && *given) return given;
  const fs::path beside = program_folder();
  const std::vector<fs::path> places = {beside / kImageName, beside / "../share/rawi" / kImageName,
                                        fs::path(RAWI_DATA_DIR) / kImageName};
  std::error_code ignored;
  for (const fs::path& place : places)
    if (fs::exists(place, ignored)) return place.string();
  std::string looked;
  for (const fs::path& place : places) looked += "\n  " + place.lexically_normal().string();
  throw Error("no word image found: name one with --lexicon or RAWI_LEXICON, or build it (./dev build). Looked for:" + looked);
}

}  // namespace

struct Resources::Files {
  explicit Files(const std::string& image) : lexicon(image) {}
  Lexicon lexicon;
  std::unique_ptr<Model> model;
};

Resources::Resources(std::unique_ptr<Files> files) : files_(std::move(files)) {}
Resources::Resources(Resources&&) noexcept = default;
Resources::~Resources() = default;

Resources Resources::open(const std::string& path) {
  const std::string image = find_image(path);
  auto files = std::make_unique<Files>(image);
  const fs::path beside = fs::path(image).parent_path();
  files->model = std::make_unique<Model>((beside / kModelName).string());
  files->model->read_with(std::make_unique<ContextModel>((beside / kContextName).string()));
  std::error_code ignored;
  if (const fs::path names = beside / kNamesName; fs::exists(names, ignored)) files->model->tag_with(std::make_unique<TaggerModel>(names.string()));
  return Resources(std::move(files));
}

EntityFacts Resources::entity(uint32_t id) const {
  const Lexicon& lexicon = files_->lexicon;
  const Entity& e = lexicon.entity(id);
  EntityFacts facts;
  facts.id = lexicon.string(e.id);
  facts.name_ar = lexicon.string(e.name_ar);
  facts.name_en = lexicon.string(e.name_en);
  facts.kind = kKindNames[static_cast<size_t>(e.kind)];
  facts.country = std::string_view(e.country, e.country[0] ? 2 : 0);
  facts.located = !std::isnan(e.lat) && !std::isnan(e.lon);
  if (facts.located) {
    facts.lat = static_cast<double>(e.lat);
    facts.lon = static_cast<double>(e.lon);
  }
  return facts;
}

std::string_view Resources::mode_name(uint8_t mode) const { return mode ? files_->lexicon.mode_name(mode) : std::string_view(); }
std::string Resources::rule_name(uint32_t lexeme) const { return files_->lexicon.row_name(files_->lexicon.lexeme(lexeme).row); }
std::string_view Resources::lexicon_version() const { return files_->lexicon.version(); }
std::string_view Resources::model_version() const { return files_->model ? files_->model->version() : std::string_view(); }
const Lexicon& Resources::lexicon() const { return files_->lexicon; }
const Model* Resources::model() const { return files_->model.get(); }

}  // namespace rawi
