namespace NetSpec.Gpu
{
    using global::System;
    using global::ILGPU;

    /// <summary>Single precision: values are stored as the caller has them.</summary>
    internal sealed class SingleStorage : NumberStorage<float, SingleNumber>
    {
        public override int StrideMultiple => 4;

        public override bool IsSingle => true;

        public override float Overflow => float.PositiveInfinity;

        public override Action<ArrayView<float>, ArrayView<float>, int, int, int, int, int> Narrow => Move;

        public override Action<ArrayView<float>, ArrayView<float>, int, int, int, int, int> Widen => Move;

        public override void Convert(ReadOnlySpan<float> from, Span<float> to) => from.CopyTo(to);
    }
}
