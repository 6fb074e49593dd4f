// The files of the built page, read and packed when the server starts (2 MB). Nothing else is served: no path of a request ever
// reaches the file system, so none can leave the folder. Any thread.
#ifndef RAWI_SERVER_PAGE_FILES_H
#define RAWI_SERVER_PAGE_FILES_H

#include <map>
#include <string>

#include "server/exchange.h"

namespace rawi::server {

class PageFiles {
 public:
  // Reads the folder; an empty name or a missing folder: no page.
  explicit PageFiles(const std::string& folder);
  bool present() const { return files_.contains("index.html"); }
  // Answers a path that is not of the API. A path without an ending is one of the page's own: index.html.
  void answer(const std::string& path, const std::string& if_none_match, Answer& out) const;

 private:
  struct File {
    std::string bytes, type, tag;
    std::shared_ptr<const std::string> packed;   // none where it would save nothing
    bool lasting = false;                        // its name changes with its content
  };
  std::map<std::string, File> files_;
};

}  // namespace rawi::server

#endif  // RAWI_SERVER_PAGE_FILES_H
