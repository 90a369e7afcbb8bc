#include "CSiteFiles.h"

// Files are embedded as C23 does it, which the compiler has long known.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char icon_180[] = {
#embed "files/icon-180.png"
};
static const unsigned char icon_192[] = {
#embed "files/icon-192.png"
};
static const unsigned char icon_512[] = {
#embed "files/icon-512.png"
};
static const unsigned char icon_maskable_512[] = {
#embed "files/icon-maskable-512.png"
};
static const unsigned char favicon[] = {
#embed "files/favicon.png"
};

static const unsigned char help_home[] = {
#embed "files/help-home.webp"
};
static const unsigned char help_home_dark[] = {
#embed "files/help-home-dark.webp"
};
static const unsigned char help_search[] = {
#embed "files/help-search.webp"
};
static const unsigned char help_search_dark[] = {
#embed "files/help-search-dark.webp"
};
static const unsigned char help_thread[] = {
#embed "files/help-thread.webp"
};
static const unsigned char help_thread_dark[] = {
#embed "files/help-thread-dark.webp"
};

static const struct site_file files[] = {
    {"favicon.png", favicon, sizeof favicon},
    {"help-home.webp", help_home, sizeof help_home},
    {"help-home-dark.webp", help_home_dark, sizeof help_home_dark},
    {"help-search.webp", help_search, sizeof help_search},
    {"help-search-dark.webp", help_search_dark, sizeof help_search_dark},
    {"help-thread.webp", help_thread, sizeof help_thread},
    {"help-thread-dark.webp", help_thread_dark, sizeof help_thread_dark},
    {"icon-180.png", icon_180, sizeof icon_180},
    {"icon-192.png", icon_192, sizeof icon_192},
    {"icon-512.png", icon_512, sizeof icon_512},
    {"icon-maskable-512.png", icon_maskable_512, sizeof icon_maskable_512},
};

const struct site_file *site_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
