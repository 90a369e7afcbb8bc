#ifndef SKEIN_CVIPS_H
#define SKEIN_CVIPS_H

#include <stdint.h>
#include <sys/types.h>

/// Loads libvips and lets nothing of it but the decoders of PNG, JPEG, GIF, WebP and AVIF. 0, or -1 where it is not installed.
int skein_pictures_open(void);

/// The width and height a picture is shown with, in pixels, from its head alone. 0, or -1 where it is none or has more than
/// `maximum_pixels`.
int skein_picture_measure(const char *path, int64_t maximum_pixels, int *width, int *height);

/// Decodes the whole picture and writes it, `width` pixels wide and without metadata, as WebP; and as AVIF too, unless `as_avif` is empty,
/// it has too many pixels, or libvips was built without. 0, or -1.
int skein_picture_shrink(const char *path, int width, const char *destination, const char *as_avif);

/// Decodes the whole picture and writes it on white, at most `width` pixels wide and without metadata, as JPEG. 0, or -1.
int skein_picture_jpeg(const char *path, int width, const char *destination);

/// Decodes the whole picture and writes its pixels, at most `width` of them in a row, each a byte a channel. 0, with how many there are,
/// or -1.
int skein_picture_pixels(
    const char *path, int width, const char *destination, int *across, int *down, int *channels);

/// Decodes the whole picture. 0, or -1 where that fails.
int skein_picture_check(const char *path);

/// Limits what this process may take: bytes of address space and of a file, and descriptors. It ends with the thread that started it.
void skein_limit_process(uint64_t memory, uint64_t file, uint64_t descriptors);

/// Limits how much longer this process may compute, in seconds.
void skein_limit_time(uint64_t seconds);

/// Starts `program argument` with an empty environment but for what libvips is told, and one socket as its standard input and output; no
/// other descriptor is handed on. The process, or -1; `*channel` is the other end of the socket.
pid_t skein_spawn(const char *program, const char *argument, int *channel);

#endif
