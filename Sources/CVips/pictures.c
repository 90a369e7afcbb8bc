#define _GNU_SOURCE
#include "CVips.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

// libvips is loaded by the process that decodes, and by no other, so its headers are not needed: these are the functions used
// (https://www.libvips.org/API/8.14/). Options are pairs of name and value, ended by NULL.
typedef struct VipsImage VipsImage;
enum { ACCESS_SEQUENTIAL = 1, SIZE_DOWN = 2, FAIL_ON_TRUNCATED = 1, FORMAT_UCHAR = 0, COMPRESSION_AV1 = 4 };

static struct {
    int (*init)(const char *);
    void (*concurrency_set)(int);
    void (*cache_set_max)(int);
    void (*operation_block_set)(const char *, int);
    VipsImage *(*new_from_file)(const char *, ...);
    int (*get_width)(const VipsImage *);
    int (*get_page_height)(VipsImage *);
    int (*get_orientation_swap)(VipsImage *);
    int (*thumbnail)(const char *, VipsImage **, int, ...);
    int (*avg)(VipsImage *, double *, ...);
    int (*copy)(VipsImage *, VipsImage **, ...);
    char **(*get_fields)(const VipsImage *);
    void (*strfreev)(char **);
    int (*image_remove)(VipsImage *, const char *);
    int (*webpsave)(VipsImage *, const char *, ...);
    int (*heifsave)(VipsImage *, const char *, ...);
    VipsImage *(*copy_memory)(VipsImage *);
    int (*jpegsave)(VipsImage *, const char *, ...);
    int (*rawsave)(VipsImage *, const char *, ...);
    int (*get_height)(const VipsImage *);
    int (*get_bands)(const VipsImage *);
    int (*get_format)(const VipsImage *);
    void *(*array_double_newv)(int, ...);
    void (*area_unref)(void *);
    void (*error_clear)(void);
    void (*object_unref)(void *);
} vips;

static bool find(void *library, const char *name, void **function) {
    *function = dlsym(library, name);
    return *function != NULL;
}

#define FIND(field, name) find(library, name, (void **)&vips.field)

int skein_pictures_open(void) {
    void *library = dlopen("libvips.so.42", RTLD_NOW | RTLD_LOCAL);
    if (!library) return -1;
    bool complete = FIND(init, "vips_init") && FIND(concurrency_set, "vips_concurrency_set")
        && FIND(cache_set_max, "vips_cache_set_max") && FIND(operation_block_set, "vips_operation_block_set")
        && FIND(new_from_file, "vips_image_new_from_file") && FIND(get_width, "vips_image_get_width")
        && FIND(get_page_height, "vips_image_get_page_height")
        && FIND(get_orientation_swap, "vips_image_get_orientation_swap") && FIND(thumbnail, "vips_thumbnail")
        && FIND(avg, "vips_avg") && FIND(copy, "vips_copy")
        && FIND(get_fields, "vips_image_get_fields") && FIND(strfreev, "g_strfreev")
        && FIND(image_remove, "vips_image_remove") && FIND(webpsave, "vips_webpsave")
        && FIND(heifsave, "vips_heifsave") && FIND(copy_memory, "vips_image_copy_memory")
        && FIND(jpegsave, "vips_jpegsave") && FIND(rawsave, "vips_rawsave") && FIND(get_height, "vips_image_get_height")
        && FIND(get_bands, "vips_image_get_bands") && FIND(get_format, "vips_image_get_format")
        && FIND(array_double_newv, "vips_array_double_newv") && FIND(area_unref, "vips_area_unref") && FIND(error_clear, "vips_error_clear")
        && FIND(object_unref, "g_object_unref");
    if (!complete || vips.init("skein") != 0) return -1;
    vips.concurrency_set(1);
    vips.cache_set_max(0);
    vips.operation_block_set("VipsForeignLoad", true);
    static const char *const decoders[] = {
        "VipsForeignLoadPng", "VipsForeignLoadJpeg", "VipsForeignLoadNsgif", "VipsForeignLoadWebp", "VipsForeignLoadHeif",
    };
    for (size_t i = 0; i < sizeof decoders / sizeof *decoders; i++) vips.operation_block_set(decoders[i], false);
    return 0;
}

int skein_picture_measure(const char *path, int64_t maximum_pixels, int *width, int *height) {
    VipsImage *image = vips.new_from_file(path, "access", ACCESS_SEQUENTIAL, NULL);
    if (!image) {
        vips.error_clear();
        return -1;
    }
    bool lies = vips.get_orientation_swap(image);
    int across = vips.get_width(image), down = vips.get_page_height(image);
    vips.object_unref(image);
    if (across < 1 || down < 1 || (int64_t)across * down > maximum_pixels) return -1;
    *width = lies ? down : across;
    *height = lies ? across : down;
    return 0;
}

// Heights are not limited: what is wide decides.
static VipsImage *shrunk(const char *path, int width) {
    VipsImage *image = NULL;
    if (vips.thumbnail(path, &image, width, "height", 10000000, "size", SIZE_DOWN, "fail_on", FAIL_ON_TRUNCATED,
            "export_profile", "srgb", NULL) != 0) {
        vips.error_clear();
        return NULL;
    }
    return image;
}

// `strip` of `vips_webpsave` leaves EXIF data in (8.14). The colours are sRGB, which is what a picture without a profile has.
static VipsImage *bare(VipsImage *image) {
    VipsImage *copy = NULL;
    if (vips.copy(image, &copy, NULL) != 0) return NULL;
    char **fields = vips.get_fields(copy);
    for (char **field = fields; field && *field; field++) vips.image_remove(copy, *field);
    vips.strfreev(fields);
    return copy;
}

// The pixels of a picture that is written twice lie in memory between, so there may not be too many.
static const int64_t most_pixels_in_memory = 8 << 20;

static void avif(VipsImage *image, const char *destination) {
    if (vips.heifsave(image, destination, "Q", 60, "compression", COMPRESSION_AV1, "effort", 1, NULL) == 0) return;
    vips.error_clear();
    unlink(destination);
}

int skein_picture_shrink(const char *path, int width, const char *destination, const char *as_avif) {
    VipsImage *image = shrunk(path, width);
    if (!image) return -1;
    VipsImage *copy = bare(image);
    bool fits = copy && (int64_t)vips.get_width(copy) * vips.get_height(copy) <= most_pixels_in_memory;
    if (fits && *as_avif) {
        VipsImage *whole = vips.copy_memory(copy);
        vips.object_unref(copy);
        copy = whole;
    }
    int result = copy ? vips.webpsave(copy, destination, "Q", 80, "effort", 2, NULL) : -1;
    if (result != 0) vips.error_clear();
    else if (fits && *as_avif) avif(copy, as_avif);
    if (copy) vips.object_unref(copy);
    vips.object_unref(image);
    return result;
}

// Where it is transparent, a JPEG becomes black unless it is told better; `background` is what vips calls an array of doubles.
int skein_picture_jpeg(const char *path, int width, const char *destination) {
    VipsImage *image = shrunk(path, width);
    if (!image) return -1;
    VipsImage *copy = bare(image);
    void *white = vips.array_double_newv(1, 255.0);
    int result = copy ? vips.jpegsave(copy, destination, "Q", 90, "background", white, NULL) : -1;
    if (result != 0) vips.error_clear();
    vips.area_unref(white);
    if (copy) vips.object_unref(copy);
    vips.object_unref(image);
    return result;
}

int skein_picture_pixels(
    const char *path, int width, const char *destination, int *across, int *down, int *channels) {
    VipsImage *image = shrunk(path, width);
    if (!image) return -1;
    *across = vips.get_width(image);
    *down = vips.get_height(image);
    *channels = vips.get_bands(image);
    bool fits = vips.get_format(image) == FORMAT_UCHAR && *channels >= 1 && *channels <= 4;
    int result = fits ? vips.rawsave(image, destination, NULL) : -1;
    if (result != 0) vips.error_clear();
    vips.object_unref(image);
    return result;
}

int skein_picture_check(const char *path) {
    VipsImage *image = shrunk(path, 64);
    if (!image) return -1;
    double average;
    int result = vips.avg(image, &average, NULL);
    if (result != 0) vips.error_clear();
    vips.object_unref(image);
    return result;
}
