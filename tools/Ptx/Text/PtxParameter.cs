namespace NetSpec.Ptx;

/// <summary>A parameter of a kernel.</summary>
/// <param name="Name">Its name, which stands for its offset.</param>
/// <param name="Offset">Where it starts among the arguments.</param>
/// <param name="Bytes">Its size.</param>
public sealed record PtxParameter(string Name, int Offset, int Bytes);
