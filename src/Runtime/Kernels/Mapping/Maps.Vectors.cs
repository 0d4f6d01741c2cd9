using System;

namespace NetSpec.Runtime.Kernels.Mapping;

public static unsafe partial class Maps
{
    /// <summary>Between the caller's array and vectors, which lie inside as they do outside but for lanes past their end; a sample a chunk.</summary>
    private readonly struct VectorJob
    {
        private readonly float* _outside, _inside;
        private readonly nint _stride;
        private readonly int _length, _padded;

        public VectorJob(in Run run, float* outside, int first, Map map)
        {
            _length = map.Channels;
            _padded = map.Blocks * Map.Lanes;
            _outside = outside + ((nint)first * _length);
            _inside = run.At(map.Offset, 0, _padded);
            _stride = run.Stride;
        }

        public static void Load(void* state, int image)
        {
            ref readonly var job = ref *(VectorJob*)state;
            var inside = job._inside + (image * job._stride);
            new ReadOnlySpan<float>(job._outside + ((nint)image * job._length), job._length).CopyTo(new Span<float>(inside, job._length));
            new Span<float>(inside + job._length, job._padded - job._length).Clear();
        }

        public static void Store(void* state, int image)
        {
            ref readonly var job = ref *(VectorJob*)state;
            new ReadOnlySpan<float>(job._inside + (image * job._stride), job._length).CopyTo(
                new Span<float>(job._outside + ((nint)image * job._length), job._length));
        }
    }
}
