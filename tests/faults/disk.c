/* A disk that goes wrong, under one folder of one program: LD_PRELOADed before its libc. See disk.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define MOST_OF_ANSWER 8192

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int record_fd = -2;

/* What the file DISK_STATE says now: "full", "readonly", "broken", or the milliseconds that a sync takes. */
static void state(char *found, size_t size) {
    const char *path = getenv("DISK_STATE");
    int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC) : -1;
    ssize_t got = fd < 0 ? 0 : syscall(SYS_read, fd, found, size - 1);
    if (fd >= 0) syscall(SYS_close, fd);
    found[got > 0 ? got : 0] = 0;
}

static int is(const char *wanted) {
    char now[32];
    state(now, sizeof now);
    return strcmp(now, wanted) == 0;
}

static int is_ours(const char *path) {
    const char *folder = getenv("DISK_FOLDER");
    return folder && strncmp(path, folder, strlen(folder)) == 0 && !strstr(path, "-shm");
}

static int named(int fd, char *path) {
    char link[64];
    int saved = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, PATH_MAX - 1);
    path[size > 0 ? size : 0] = 0;
    errno = saved;
    return is_ours(path);
}

/* One record: kind, offset, sizes, the file's path, and the bytes. */
static void note(char kind, const char *path, int64_t offset, const void *data, int64_t size) {
    const char *file = getenv("DISK_RECORD");
    int saved = errno;
    if (!file) return;
    pthread_mutex_lock(&turn);
    if (record_fd == -2) record_fd = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    char head[64];
    int length = snprintf(head, sizeof head, "%c %lld %zu %lld\n", kind, (long long)offset, strlen(path), (long long)size);
    syscall(SYS_write, record_fd, head, length);
    syscall(SYS_write, record_fd, path, strlen(path));
    if (size && kind != 't') syscall(SYS_write, record_fd, data, size);
    pthread_mutex_unlock(&turn);
    errno = saved;
}

static int refuses(int fd, int64_t end) {
    struct stat now;
    if (is("readonly")) errno = EROFS;
    else if (is("broken")) errno = EIO;
    else if (is("full") && !fstat(fd, &now) && end > now.st_size) errno = ENOSPC;
    else return 0;
    return 1;
}

static ssize_t put(int fd, const void *data, size_t size, int64_t offset) {
    char path[PATH_MAX];
    if (named(fd, path)) {
        if (refuses(fd, offset + (int64_t)size)) return -1;
        note('w', path, offset, data, (int64_t)size);
    }
    return syscall(SYS_pwrite64, fd, data, size, offset);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return put(fd, data, size, offset); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) { return put(fd, data, size, offset); }

ssize_t write(int fd, const void *data, size_t size) {
    char path[PATH_MAX];
    if (named(fd, path)) {
        struct stat now;
        int64_t end = fstat(fd, &now) ? 0 : now.st_size + (int64_t)size;
        if (refuses(fd, end)) return -1;
    }
    return REAL(write)(fd, data, size);
}

static int synced(int fd, long call) {
    char path[PATH_MAX], now[32];
    if (!named(fd, path)) return (int)syscall(call, fd);
    state(now, sizeof now);
    if (!strcmp(now, "broken")) return errno = EIO, -1;
    if (atoi(now)) usleep(1000 * (useconds_t)atoi(now));
    int done = (int)syscall(call, fd);
    if (!done) note('s', path, 0, "", 0);
    return done;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int cut(int fd, int64_t size) {
    char path[PATH_MAX];
    if (named(fd, path)) {
        if (is("readonly")) return errno = EROFS, -1;
        note('t', path, size, "", 0);
    }
    return (int)syscall(SYS_ftruncate, fd, size);
}

int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size); }

static int begun(int folder, const char *path, int flags, mode_t mode) {
    char whole[PATH_MAX];
    int writes = (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT;
    if (writes && realpath(path, whole) == NULL) snprintf(whole, sizeof whole, "%s", path);
    if (writes && is_ours(whole) && is("readonly")) return errno = EROFS, -1;
    return (int)syscall(SYS_openat, folder, path, flags, mode);
}

#define OPENS(name, first, folder)                              \
    int name(first const char *path, int flags, ...) {          \
        va_list more;                                           \
        va_start(more, flags);                                  \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0; \
        va_end(more);                                           \
        return begun(folder, path, flags, mode);                \
    }
#define COMMA ,
OPENS(open, , AT_FDCWD)
OPENS(open64, , AT_FDCWD)
OPENS(openat, int folder COMMA, folder)
OPENS(openat64, int folder COMMA, folder)

/* An answer that takes a number is noted before it goes out: from here on somebody may hold it in the hand. */
ssize_t send(int fd, const void *data, size_t size, int flags) {
    if (size > 10 && !memcmp(data, "{\"number\":", 10))
        note('a', "", 0, data, size < MOST_OF_ANSWER ? (int64_t)size : MOST_OF_ANSWER);
    return REAL(send)(fd, data, size, flags);
}
