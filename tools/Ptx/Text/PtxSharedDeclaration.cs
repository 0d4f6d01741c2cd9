namespace NetSpec.Ptx;

/// <summary>An array in shared memory: <c>.shared .align 128 .b8 kss[1024]</c>.</summary>
/// <param name="Name">Its name, which stands for its address.</param>
/// <param name="Alignment">Its address is a multiple of this.</param>
/// <param name="Bytes">Its size; 0 for one whose size the launch decides.</param>
public sealed record PtxSharedDeclaration(string Name, int Alignment, int Bytes);
