#include "intake/robots.h"

#include <gtest/gtest.h>

namespace rawi {
namespace {

TEST(Robots, LongestRuleOfOnesOwnGroup) {
  const Robots r("User-agent: *\nDisallow: /\n\nUser-Agent: other\nUser-agent: RAWI # us\nDisallow: /private\nAllow: /private/news\nDisallow: /*.pdf$\nCrawl-delay: 3\n", "rawi");
  EXPECT_TRUE(r.allows("/"));
  EXPECT_FALSE(r.allows("/private/x"));
  EXPECT_TRUE(r.allows("/private/news/1"));
  EXPECT_FALSE(r.allows("/a/b.pdf"));
  EXPECT_TRUE(r.allows("/a/b.pdf?x"));
  EXPECT_EQ(r.delay(), 3);
  EXPECT_FALSE(Robots("User-agent: *\nDisallow: /\n", "rawi").allows("/x"));
  EXPECT_TRUE(Robots("User-agent: *\nDisallow:\n", "rawi").allows("/x"));
  EXPECT_TRUE(Robots("<html>not found</html>", "rawi").allows("/x"));
  EXPECT_FALSE(Robots("user-agent: *\ndisallow: /a*b*c\n", "rawi").allows("/a-x-b-y-c-z"));
  EXPECT_TRUE(Robots("user-agent: *\ndisallow: /a*b*c$\n", "rawi").allows("/a-x-b-y-c-z"));
}

}  // namespace
}  // namespace rawi
