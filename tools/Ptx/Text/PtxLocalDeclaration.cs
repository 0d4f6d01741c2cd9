namespace NetSpec.Ptx;

/// <summary>An array that every thread has to itself, off chip: <c>.local .align 4 .b8 depot[64]</c>.</summary>
/// <param name="Name">Its name, which stands for its address.</param>
/// <param name="Alignment">Its address is a multiple of this.</param>
/// <param name="Bytes">Its size.</param>
public sealed record PtxLocalDeclaration(string Name, int Alignment, int Bytes);
