namespace NetSpec.Gpu
{
    using global::System;
    using global::System.Runtime.InteropServices;
    using global::ILGPU;

    /// <summary>Half precision.</summary>
    internal sealed class HalfStorage : NumberStorage<global::ILGPU.Half, HalfNumber>
    {
        public override int StrideMultiple => 8;

        public override bool IsSingle => false;

        // Half an ulp above 65504, the largest half.
        public override float Overflow => 65520;

        public override Action<ArrayView<float>, ArrayView<global::ILGPU.Half>, int, int, int, int, int> Narrow =>
            CopyKernel<float, SingleNumber, global::ILGPU.Half, HalfNumber>.Run;

        public override Action<ArrayView<global::ILGPU.Half>, ArrayView<float>, int, int, int, int, int> Widen =>
            CopyKernel<global::ILGPU.Half, HalfNumber, float, SingleNumber>.Run;

        /// <inheritdoc/>
        public override void Convert(ReadOnlySpan<float> from, Span<global::ILGPU.Half> to)
        {
            // ILGPU's own conversion on the host cuts digits off; that of .NET rounds. Both are the same 16 bits.
            var target = MemoryMarshal.Cast<global::ILGPU.Half, global::System.Half>(to);
            for (var i = 0; i < from.Length; i++)
            {
                target[i] = (global::System.Half)from[i];
            }
        }
    }
}
