namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>Whose memory a value is in.</summary>
internal enum GpuValueKind
{
    /// <summary>An input's.</summary>
    Input,

    /// <summary>An output's.</summary>
    Output,

    /// <summary>The program's, which values share that are not there at the same time.</summary>
    Workspace,
}
