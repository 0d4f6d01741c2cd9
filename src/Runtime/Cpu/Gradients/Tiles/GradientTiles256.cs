namespace NetSpec.Runtime.Cpu;

/// <summary>The 256-bit gradient tiles.</summary>
internal readonly unsafe struct GradientTiles256 : IGradientTiles
{
    public static int Half => 3;

    public static int Blocks => 1;

    public static delegate*<GradientTile*, void> Kernel(int first, int second, int blocks) => (first, second) switch
    {
        (1, 0) => &GradientTile256<N1, N0>.Run,
        (1, 1) => &GradientTile256<N1, N1>.Run,
        (2, 1) => &GradientTile256<N2, N1>.Run,
        (2, 2) => &GradientTile256<N2, N2>.Run,
        (3, 2) => &GradientTile256<N3, N2>.Run,
        _ => &GradientTile256<N3, N3>.Run,
    };
}
