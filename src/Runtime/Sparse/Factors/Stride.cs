namespace NetSpec.Runtime.Sparse.Factors;

/// <summary>Indices with a constant step between them.</summary>
internal readonly record struct Stride(int First, int Step, int Count)
{
    public int this[int index] => First + (index * Step);
}
