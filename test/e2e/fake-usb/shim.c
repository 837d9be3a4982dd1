/*
 * Stands in for the kernel's usbfs under LD_PRELOAD. Opening $FAKE_USB_NODE connects to $FAKE_USB_SOCKET, and every
 * USB request block (URB) travels there and back as a message. The descriptor given to the program is an eventfd:
 * programs wait for usbfs with poll() until it can be written, and an eventfd can be written unless its counter is
 * full, so it is kept full while there is nothing to reap. (umockdev's own node is a plain file, which epoll refuses.)
 *
 * Files beside the socket change the surroundings: `denied` (the node may not be opened), `claimed` (another program
 * or a kernel driver has the interface).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/usbdevice_fs.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum message_kind { SUBMIT = 1, CANCEL = 2, CLEAR_HALT = 3 };

struct request {
  uint32_t number;
  uint8_t kind, type, endpoint, reserved;
  uint32_t length;  /* what the host gives room for, or sends */
  uint32_t payload; /* bytes behind this header */
};

struct answer {
  uint32_t number;
  int32_t status; /* 0 or a negative errno, as in an URB */
  uint32_t payload;
};

struct pending {
  struct pending *next;
  struct usbdevfs_urb *urb;
  uint32_t number;
  bool finished;
};

struct node {
  struct node *next;
  struct pending *pending;
  int event, socket;
  bool claimed;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct node *nodes;
static uint32_t last_number;

static bool surroundings(const char *name) {
  const char *path = getenv("FAKE_USB_SOCKET");
  char file[512];
  const char *slash = path ? strrchr(path, '/') : NULL;
  if (!slash) return false;
  snprintf(file, sizeof file, "%.*s/%s", (int)(slash - path), path, name);
  return access(file, F_OK) == 0;
}

/* Nodes are never freed, so this needs no lock: a forked child must be able to close files whoever held the lock. */
static struct node *node_of(int fd) {
  for (struct node *node = nodes; node; node = node->next)
    if (node->event == fd && fd >= 0) return node;
  return NULL;
}

static bool is_control(const struct usbdevfs_urb *urb) { return urb->type == USBDEVFS_URB_TYPE_CONTROL; }

/* the direction bit is in the setup packet of a control transfer, else in the endpoint address */
static bool is_in(const struct usbdevfs_urb *urb) {
  uint8_t bits = is_control(urb) ? ((const uint8_t *)urb->buffer)[0] : urb->endpoint;
  return bits & 0x80;
}

/* makes the eventfd writable exactly while something waits to be reaped */
static void signal_state(struct node *node) {
  bool ready = false;
  for (struct pending *one = node->pending; one; one = one->next) ready |= one->finished;
  eventfd_t value;
  eventfd_read(node->event, &value);
  if (!ready) eventfd_write(node->event, UINT64_MAX - 1);
}

static bool read_fully(int fd, void *into, size_t length) {
  for (uint8_t *at = into; length > 0;) {
    ssize_t got = read(fd, at, length);
    if (got <= 0) return false;
    at += got, length -= (size_t)got;
  }
  return true;
}

static void finish(struct node *node, const struct answer *answer, const uint8_t *bytes) {
  for (struct pending *one = node->pending; one; one = one->next) {
    if (one->number != answer->number || one->finished) continue;
    struct usbdevfs_urb *urb = one->urb;
    int header = is_control(urb) ? 8 : 0;
    int room = urb->buffer_length - header;
    int count = is_in(urb) ? (int)answer->payload : room;
    urb->status = count > room ? -EOVERFLOW : answer->status;
    if (count > room) count = room;
    if (is_in(urb)) memcpy((uint8_t *)urb->buffer + header, bytes, (size_t)count);
    urb->actual_length = answer->status ? 0 : count;
    one->finished = true;
  }
}

static void *receive(void *argument) {
  struct node *node = argument;
  struct answer answer;
  while (read_fully(node->socket, &answer, sizeof answer)) {
    uint8_t *bytes = malloc(answer.payload + 1);
    if (!bytes || !read_fully(node->socket, bytes, answer.payload)) break;
    pthread_mutex_lock(&lock);
    finish(node, &answer, bytes);
    if (node->event >= 0) signal_state(node);
    pthread_mutex_unlock(&lock);
    free(bytes);
  }
  return NULL;
}

static int open_node(void) {
  if (surroundings("denied")) return errno = EACCES, -1;
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strncpy(address.sun_path, getenv("FAKE_USB_SOCKET"), sizeof address.sun_path - 1);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
    if (fd >= 0) close(fd);
    return errno = ENODEV, -1;
  }
  struct node *node = calloc(1, sizeof *node);
  node->socket = fd;
  node->event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  pthread_mutex_lock(&lock);
  node->next = nodes;
  nodes = node;
  signal_state(node);
  pthread_mutex_unlock(&lock);
  pthread_t thread;
  pthread_create(&thread, NULL, receive, node);
  pthread_detach(thread);
  return node->event;
}

static bool send_message(struct node *node, const struct request *request, const void *payload) {
  if (send(node->socket, request, sizeof *request, MSG_NOSIGNAL) != (ssize_t)sizeof *request) return false;
  return request->payload == 0 ||
         send(node->socket, payload, request->payload, MSG_NOSIGNAL) == (ssize_t)request->payload;
}

static int submit(struct node *node, struct usbdevfs_urb *urb) {
  struct pending *one = calloc(1, sizeof *one), **end = &node->pending;
  one->urb = urb;
  one->number = ++last_number;
  while (*end) end = &(*end)->next;
  *end = one;
  struct request request = {
      .number = one->number,
      .kind = SUBMIT,
      .type = urb->type,
      .endpoint = urb->endpoint,
      .length = (uint32_t)urb->buffer_length,
      .payload = (uint32_t)(is_in(urb) ? (is_control(urb) ? 8 : 0) : urb->buffer_length),
  };
  return send_message(node, &request, urb->buffer) ? 0 : ENODEV;
}

static int discard(struct node *node, struct usbdevfs_urb *urb) {
  for (struct pending *one = node->pending; one; one = one->next) {
    if (one->urb != urb || one->finished) continue;
    struct request request = {.number = one->number, .kind = CANCEL};
    send_message(node, &request, NULL);
    urb->status = -ENOENT;
    urb->actual_length = 0;
    one->finished = true;
  }
  signal_state(node);
  return 0;
}

static int reap(struct node *node, void **urb) {
  for (struct pending **at = &node->pending; *at; at = &(*at)->next) {
    struct pending *one = *at;
    if (!one->finished) continue;
    *urb = one->urb;
    *at = one->next;
    free(one);
    signal_state(node);
    return 0;
  }
  return EAGAIN;
}

static int claim(struct node *node) {
  if (surroundings("claimed")) return EBUSY;
  for (struct node *other = nodes; other; other = other->next)
    if (other != node && other->claimed) return EBUSY;
  node->claimed = true;
  return 0;
}

static int clear_halt(struct node *node, const unsigned *endpoint) {
  struct request request = {.kind = CLEAR_HALT, .endpoint = (uint8_t)*endpoint};
  return send_message(node, &request, NULL) ? 0 : ENODEV;
}

static int usbfs(struct node *node, unsigned request, void *argument) {
  switch (request) {
    case (unsigned)USBDEVFS_SUBMITURB: return submit(node, argument);
    case (unsigned)USBDEVFS_DISCARDURB: return discard(node, argument);
    case (unsigned)USBDEVFS_REAPURB:
    case (unsigned)USBDEVFS_REAPURBNDELAY: return reap(node, argument);
    case (unsigned)USBDEVFS_CLAIMINTERFACE: return claim(node);
    case (unsigned)USBDEVFS_RELEASEINTERFACE: node->claimed = false; return 0;
    case (unsigned)USBDEVFS_CLEAR_HALT: return clear_halt(node, argument);
    default: return 0; /* configuration, reset: nothing to do */
  }
}

static bool is_node(const char *path) {
  const char *wanted = getenv("FAKE_USB_NODE");
  return wanted && path && strcmp(path, wanted) == 0;
}

#define OPEN(name)                                                      \
  int name(const char *path, int flags, ...) {                          \
    static int (*next)(const char *, int, ...);                         \
    if (!next) next = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name); \
    va_list more;                                                       \
    va_start(more, flags);                                              \
    int mode = va_arg(more, int);                                       \
    va_end(more);                                                       \
    return is_node(path) ? open_node() : next(path, flags, mode);       \
  }
OPEN(open)
OPEN(open64)

/* what programs built with _FORTIFY_SOURCE call: libusb does */
#define OPEN_2(name)                                               \
  int name(const char *path, int flags) {                          \
    static int (*next)(const char *, int);                         \
    if (!next) next = (int (*)(const char *, int))dlsym(RTLD_NEXT, #name); \
    return is_node(path) ? open_node() : next(path, flags);        \
  }
OPEN_2(__open_2)
OPEN_2(__open64_2)

int close(int fd) {
  static int (*next)(int);
  if (!next) next = (int (*)(int))dlsym(RTLD_NEXT, "close");
  struct node *node = node_of(fd);
  if (node) {
    pthread_mutex_lock(&lock);
    node->event = -1;
    node->claimed = false;
    shutdown(node->socket, SHUT_RDWR);
    pthread_mutex_unlock(&lock);
  }
  return next(fd);
}

int ioctl(int fd, unsigned long request, ...) {
  static int (*next)(int, unsigned long, ...);
  if (!next) next = (int (*)(int, unsigned long, ...))dlsym(RTLD_NEXT, "ioctl");
  va_list more;
  va_start(more, request);
  void *argument = va_arg(more, void *);
  va_end(more);
  struct node *node = node_of(fd);
  if (!node) return next(fd, request, argument);
  pthread_mutex_lock(&lock);
  int failed = usbfs(node, (unsigned)request, argument);
  pthread_mutex_unlock(&lock);
  if (failed) return errno = failed, -1;
  return 0;
}
