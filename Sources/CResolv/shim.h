#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>

/* Asks the system's name servers (or, where `port` is not 0, the one on 127.0.0.1:port) for the TXT records of `name`.
   Returns the length of the DNS message in `answer`, or a negative h_errno. A function here because the state's bit fields and
   macros do not reach Swift. */
static inline int skein_query_txt(const char *name, unsigned char *answer, int size, unsigned short port) {
    struct __res_state state;
    memset(&state, 0, sizeof state);
    if (res_ninit(&state) != 0) return -NO_RECOVERY;
    state.retrans = 3;
    state.retry = 2;
    if (port != 0) {
        state.nscount = 1;
        state.nsaddr_list[0].sin_family = AF_INET;
        state.nsaddr_list[0].sin_port = htons(port);
        state.nsaddr_list[0].sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    }
    int length = res_nquery(&state, name, ns_c_in, ns_t_txt, answer, size);
    int problem = state.res_h_errno;
    res_nclose(&state);
    return length >= 0 ? length : -(problem > 0 ? problem : NO_RECOVERY);
}
