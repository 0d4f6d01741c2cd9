namespace NetSpec.Formats.Torch.Pickles;

/// <summary>A function or class of Python that a pickle names. Nothing looks for it, and nothing calls it.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}
