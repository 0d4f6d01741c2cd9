"""Times the ways to multiply by Kronecker-sparse factors in PyTorch. Requests and answers are lines:

    setup ORDER BATCH PATTERNS NAMES   for each name 'have NAME SECONDS' or 'lack NAME REASON', then 'done'
    time NAME RUNS                     'took SECONDS', of one run

ORDER is 'first' or 'last', the place of the batch; PATTERNS are a,b,c,d joined by ';', the first applied first; NAMES are
joined by ','. The first line of all is 'torch VERSION', or 'none REASON'. The formulations are those of the thesis' appendix
D.4.1; 'bmm_strict' is 'bmm' with every buffer allocated beforehand and no copy where d = 1.
"""
import gc
import sys
import time


def answer(*words):
    print(*words, flush=True)


try:
    import torch
except Exception as problem:
    answer("none", str(problem).splitlines()[0])
    sys.exit()

linear = torch.nn.functional.linear


def blocks(k):
    a, b, c, d = k.shape
    return k.permute(0, 3, 1, 2).reshape(a * d, b, c).contiguous()


def bmm_strict(k, batch, last):
    a, b, c, d = k.shape
    w = blocks(k)
    if last:
        s, o, y = torch.empty(a, d, c, batch), torch.empty(a * d, b, batch), torch.empty(a, b, d, batch)

        def run(x):
            inner = x.view(a, c, batch) if d == 1 else s.copy_(x.view(a, c, d, batch).transpose(1, 2)).view(a * d, c, batch)
            torch.bmm(w, inner, out=o)
            return (o if d == 1 else y.copy_(o.view(a, d, b, batch).transpose(1, 2))).view(a * b * d, batch)
    else:
        w = w.transpose(1, 2)
        s, o, y = torch.empty(batch, a, d, c), torch.empty(batch, a * d, b), torch.empty(batch, a, b, d)

        def run(x):
            inner = x.view(batch, a, c) if d == 1 else s.copy_(x.view(batch, a, c, d).transpose(2, 3)).view(batch, a * d, c)
            torch.bmm(inner.transpose(0, 1), w, out=o.transpose(0, 1))
            return (o if d == 1 else y.copy_(o.view(batch, a, d, b).transpose(2, 3))).view(batch, a * b * d)
    return run


def bmm(k, batch, last):
    a, b, c, d = k.shape
    w = blocks(k)

    def run_last(x):
        inner = x.view(a, c, d, batch).transpose(1, 2).reshape(a * d, c, batch).contiguous()
        o = torch.empty(a * d, b, batch)
        torch.bmm(w, inner, out=o)
        return o.reshape(a, d, b, batch).transpose(1, 2).reshape(a * b * d, batch)

    def run_first(x):
        inner = x.view(batch, a, c, d).transpose(-1, -2).reshape(batch, a * d, c).contiguous().transpose(0, 1)
        o = torch.empty(batch, a * d, b).transpose(0, 1)
        torch.bmm(inner, w.transpose(-1, -2), out=o)
        return o.transpose(0, 1).reshape(batch, a, d, b).transpose(-1, -2).reshape(batch, a * b * d)

    return run_last if last else run_first


def einsum(k, batch, last):
    a, b, c, d = k.shape
    if last:
        return lambda x: torch.einsum("acdn,abcd->abdn", x.view(a, c, d, batch), k).reshape(a * b * d, batch)
    return lambda x: torch.einsum("nacd,abcd->nabd", x.view(batch, a, c, d), k).reshape(batch, a * b * d)


def csr_matrix(k):
    a, b, c, d = k.shape
    i, _, j, l = torch.meshgrid(torch.arange(a), torch.arange(b), torch.arange(d), torch.arange(c), indexing="ij")
    starts = torch.arange(0, a * b * c * d + 1, c)
    return torch.sparse_csr_tensor(starts, ((i * c + l) * d + j).reshape(-1), k.transpose(2, 3).reshape(-1), (a * b * d, a * c * d))


def csr(k, batch, last):
    w = csr_matrix(k)
    return (lambda x: torch.matmul(w, x)) if last else (lambda x: linear(x, w))


def bsr(k, batch, last):
    a, b, c, d = k.shape
    w = torch.sparse_bsr_tensor(torch.arange(a * d + 1), torch.arange(a * d), blocks(k), (a * d * b, a * d * c))

    def run_last(x):
        o = torch.matmul(w, x.view(a, c, d, batch).transpose(1, 2).reshape(a * c * d, batch))
        return o.view(a, d, b, batch).transpose(1, 2).reshape(a * b * d, batch)

    def run_first(x):
        o = linear(x.view(batch, a, c, d).transpose(-1, -2).reshape(batch, a * c * d), w)
        return o.view(batch, a, d, b).transpose(-1, -2).reshape(batch, a * b * d)

    return run_last if last else run_first


def dense(factors, last):
    product = None
    for k in factors:
        matrix = dense_matrix(k)
        product = matrix if product is None else matrix @ product
    return (lambda x: torch.matmul(product, x)) if last else (lambda x: linear(x, product))


def dense_matrix(k):
    a, b, c, d = k.shape
    w = torch.zeros(a * b * d, a * c * d)
    for i in range(a):
        for j in range(d):
            w[i * b * d + j:(i + 1) * b * d:d, i * c * d + j:(i + 1) * c * d:d] = k[i, :, :, j]
    return w


def chain(make, factors, batch, last):
    runs = [make(k, batch, last) for k in factors]

    def run(x):
        for apply in runs:
            x = apply(x)
        return x

    return run


def timed(run, x, runs):
    start = time.perf_counter()
    for _ in range(runs):
        run(x)
    return (time.perf_counter() - start) / runs


class Bench:
    def __init__(self):
        self.x, self.runs = None, {}

    def setup(self, order, batch, patterns, names):
        self.x, self.runs = None, {}
        gc.collect()
        last, batch = order == "last", int(batch)
        shapes = [tuple(map(int, pattern.split(","))) for pattern in patterns.split(";")]
        factors = [(torch.rand(shape) * 2 - 1) * (3 / shape[2]) ** 0.5 for shape in shapes]
        a, _, c, d = shapes[0]
        self.x = torch.randn(a * c * d, batch) if last else torch.randn(batch, a * c * d)
        expected = chain(bmm_strict, factors, batch, last)(self.x).clone()
        for name in names.split(","):
            try:
                run = dense(factors, last) if name == "dense" else chain(MAKERS[name], factors, batch, last)
                error = ((run(self.x) - expected).norm() / expected.norm()).item()
                if not error < 1e-4:
                    raise ArithmeticError(f"the result is off by {error:.1e}")
                seconds = timed(run, self.x, 1)
                self.runs[name] = run
                answer("have", name, repr(seconds))
            except Exception as problem:
                answer("lack", name, (str(problem).splitlines() or [type(problem).__name__])[0])
        answer("done")

    def time(self, name, runs):
        answer("took", repr(timed(self.runs[name], self.x, int(runs))))


MAKERS = {"bmm_strict": bmm_strict, "bmm": bmm, "einsum": einsum, "csr": csr, "bsr": bsr}

torch.set_grad_enabled(False)
bench = Bench()
answer("torch", torch.__version__)
for line in sys.stdin:
    command, *words = line.split()
    getattr(bench, command)(*words)
