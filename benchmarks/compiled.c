/* What compiled code would give: ranks, tallies, products, logarithms and running maxima of SMAA, in tiles that stay in the first cache.
 *
 * Batches lie inside: tables are [rows][draws]. Draws are a multiple of TILE. Plain C, vectorised by the compiler; of every function there is
 * one version for each width of vectors, chosen when the library is loaded.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#define TILE 128
#define LANES 8
#define MOST 64 /* rows of a table */
#if defined(__x86_64__) && defined(__GNUC__)
#define WIDTHS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define WIDTHS
#endif
#define INLINE static inline __attribute__((always_inline))
#define EACH for (long l = 0; l < TILE; l++)

typedef double lanes __attribute__((vector_size(8 * LANES)));

/* Dense ranks of scores that differ by more than `part` of the largest in size; returns in how many draws some do not. */
WIDTHS long ranks(const double *scores, long n, long draws, double part, int8_t *out) {
  long loose = 0;
  for (long at = 0; at < draws; at += TILE) {
    double x[MOST][TILE], tie[TILE] = {0};
    int64_t behind[MOST][TILE] = {0}, pairs[TILE] = {0};
    for (long a = 0; a < n; a++) {
      memcpy(x[a], scores + a * draws + at, sizeof x[a]);
      EACH tie[l] = fabs(x[a][l]) > tie[l] ? fabs(x[a][l]) : tie[l];
    }
    EACH tie[l] *= part;
    for (long a = 0; a < n; a++)
      for (long b = a + 1; b < n; b++)
        EACH {
          double lead = x[a][l] - x[b][l];
          int64_t won = lead > tie[l], lost = -lead > tie[l];
          behind[b][l] += won;
          behind[a][l] += lost;
          pairs[l] += won | lost;
        }
    EACH loose += pairs[l] != n * (n - 1) / 2;
    for (long a = 0; a < n; a++) EACH out[a * draws + at + l] = (int8_t)(behind[a][l] + 1);
  }
  return loose;
}

/* max_j w_j d_ij */
WIDTHS void largest(const double *d, const double *w, long n, long m, long draws, double *out) {
  for (long at = 0; at < draws; at += TILE)
    for (long i = 0; i < n; i++) {
      double top[TILE];
      EACH top[l] = d[i * m] * w[at + l];
      for (long j = 1; j < m; j++) EACH {
          double next = d[i * m + j] * w[j * draws + at + l];
          top[l] = top[l] > next ? top[l] : next;
        }
      memcpy(out + i * draws + at, top, sizeof top);
    }
}

/* VIKOR's Q from regrets d, with the sign turned; v is the weight of the group regret. */
WIDTHS void vikor(const double *d, const double *w, long n, long m, long draws, double v, double *out) {
  for (long at = 0; at < draws; at += TILE) {
    double sum[MOST][TILE], top[MOST][TILE], ends[4][TILE], by[2][TILE];
    for (long i = 0; i < n; i++) {
      double s[TILE] = {0}, r[TILE] = {0};
      for (long j = 0; j < m; j++) EACH {
          double next = d[i * m + j] * w[j * draws + at + l];
          s[l] += next;
          r[l] = r[l] > next ? r[l] : next;
        }
      memcpy(sum[i], s, sizeof s);
      memcpy(top[i], r, sizeof r);
    }
    EACH ends[0][l] = ends[1][l] = sum[0][l], ends[2][l] = ends[3][l] = top[0][l];
    for (long i = 1; i < n; i++) EACH {
        ends[0][l] = sum[i][l] < ends[0][l] ? sum[i][l] : ends[0][l];
        ends[1][l] = sum[i][l] > ends[1][l] ? sum[i][l] : ends[1][l];
        ends[2][l] = top[i][l] < ends[2][l] ? top[i][l] : ends[2][l];
        ends[3][l] = top[i][l] > ends[3][l] ? top[i][l] : ends[3][l];
      }
    EACH by[0][l] = ends[1][l] > ends[0][l] ? v / (ends[1][l] - ends[0][l]) : 0.0;
    EACH by[1][l] = ends[3][l] > ends[2][l] ? (1.0 - v) / (ends[3][l] - ends[2][l]) : 0.0;
    for (long i = 0; i < n; i++)
      EACH out[i * draws + at + l] = -(by[0][l] * (sum[i][l] - ends[0][l]) + by[1][l] * (top[i][l] - ends[2][l]));
  }
}

/* Natural logarithm of a normal number, to one unit in the last place or so; not the bits of NumPy's. */
INLINE double logarithm(double x) {
  union { double d; int64_t i; } u = {x};
  int64_t e = (u.i - 0x3fe6a09e667f3bcdLL) >> 52; /* x = 2**e (1 + f), with 1 + f between the roots of one half and of two */
  u.i -= (int64_t)((uint64_t)e << 52);
  double f = u.d - 1.0, s = f / (2.0 + f), z = s * s, series = 0.0; /* log(1 + f) = 2 atanh(s), s at most 0.172 */
  for (int k = 21; k >= 3; k -= 2) series = series * z + 2.0 / k;
  return (double)(int32_t)e * 0.6931471805599453 + (s * z * series + 2.0 * s);
}

/* Scores of n rows, at least four, and four at a time; of the last ones some are computed twice. */
INLINE void products(const double *at, double w[][TILE], long n, long m, double x[][TILE]) {
  enum { ROWS = 4, VECTORS = 2 };
  for (long l = 0; l < TILE; l += VECTORS * LANES)
    for (long start = 0; start < n; start += ROWS) {
      long a = start + ROWS <= n ? start : n - ROWS;
      lanes sum[ROWS][VECTORS] = {0}, next[VECTORS];
      for (long j = 0; j < m; j++) {
        memcpy(next, &w[j][l], sizeof next);
        for (long i = 0; i < ROWS; i++)
          for (long v = 0; v < VECTORS; v++) sum[i][v] += at[(a + i) * m + j] * next[v];
      }
      for (long i = 0; i < ROWS; i++) memcpy(&x[a + i][l], sum[i], sizeof sum[i]);
    }
}

/* Who is ahead of whom: in single precision, and again in double where two agree there. */
INLINE void pairs(double x[][TILE], long n, int32_t behind[][TILE], int64_t *wins) {
  static __thread float y[MOST][TILE];
  static __thread int32_t won[MOST][MOST];
  int32_t same[TILE] = {0}, any = 0;
  for (long a = 0; a < n; a++) EACH y[a][l] = (float)x[a][l], behind[a][l] = (int32_t)(n - 1 - a);
  for (long a = 0; a < n; a++)
    for (long b = a + 1; b < n; b++) {
      int32_t count = 0;
      EACH {
        int32_t ahead = y[a][l] > y[b][l];
        behind[b][l] += ahead, behind[a][l] -= ahead, count += ahead, same[l] |= y[a][l] == y[b][l];
      }
      won[a][b] = count;
    }
  EACH any |= same[l];
  if (any) {
    for (long a = 0; a < n; a++) EACH behind[a][l] = (int32_t)(n - 1 - a);
    for (long a = 0; a < n; a++)
      for (long b = a + 1; b < n; b++) {
        int32_t count = 0;
        EACH {
          int32_t ahead = x[a][l] > x[b][l];
          behind[b][l] += ahead, behind[a][l] -= ahead, count += ahead;
        }
        won[a][b] = count;
      }
  }
  for (long a = 0; a < n; a++)
    for (long b = a + 1; b < n; b++) wins[a * n + b] += won[a][b];
}

/* Counts of one block: who beats whom, who has how many ahead, and sums of the winners' shares and of their squares, in two parts.
 *
 * Scores are given as `order`, or products of `at` with `mix`; and the mix is given, or exponential numbers from `bits` turned over.
 */
WIDTHS void tally(const double *order, const double *mix, const uint32_t *bits, const uint32_t *turned, const double *at, long n, long m,
                  long draws, int64_t *wins, int64_t *places, double *sums, int64_t *mass) {
  long vectors = (m + LANES - 1) / LANES;
  static __thread double x[MOST][TILE], w[MOST][TILE], share[TILE * MOST];
  static __thread int32_t behind[MOST][TILE];
  memset(share, 0, sizeof share);
  for (long start = 0; start < draws; start += TILE) {
    for (long j = 0; j < m; j++)
      if (bits) EACH w[j][l] = -logarithm(1.0 - (double)(int32_t)(bits[j * draws + start + l] ^ turned[j]) * 0x1p-30);
      else memcpy(w[j], mix + j * draws + start, sizeof w[j]);
    if (order)
      for (long a = 0; a < n; a++) memcpy(x[a], order + a * draws + start, sizeof x[a]);
    else
      products(at, w, n, m, x);
    pairs(x, n, behind, wins);
    int32_t first[TILE] = {0};
    double total[TILE] = {0};
    for (long a = 0; a < n; a++) {
      EACH places[a * n + behind[a][l]]++;
      EACH first[l] = behind[a][l] == 0 ? (int32_t)a : first[l];
    }
    for (long j = 0; j < m; j++) EACH total[l] += w[j][l];
    for (long j = 0; j < m; j++) {
      double part[TILE];
      EACH part[l] = w[j][l] / total[l];
      EACH share[l * vectors * LANES + j] = part[l];
    }
    EACH {
      double *own = sums + ((first[l] * 2 + (l & 1)) * 2 * vectors) * LANES;
      for (long k = 0; k < vectors; k++) {
        lanes part, one, two;
        memcpy(&part, share + (l * vectors + k) * LANES, sizeof part);
        memcpy(&one, own + 2 * k * LANES, sizeof one);
        memcpy(&two, own + (2 * k + 1) * LANES, sizeof two);
        one += part, two += part * part;
        memcpy(own + 2 * k * LANES, &one, sizeof one);
        memcpy(own + (2 * k + 1) * LANES, &two, sizeof two);
      }
      mass[first[l]]++;
    }
  }
}
