namespace NetSpec.Tool.Cli;

/// <summary>What the process says at its end; documented in docs/tool.md.</summary>
internal static class ExitCode
{
    /// <summary>Done, and nothing is wrong.</summary>
    public const int Ok = 0;

    /// <summary>Done, and what was looked at has faults: a spec with errors, a certificate that does not hold.</summary>
    public const int Found = 1;

    /// <summary>The command line is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>A file is missing, damaged, does not fit the others, or would be overwritten.</summary>
    public const int Input = 3;

    /// <summary>A fault of the tool itself.</summary>
    public const int Internal = 70;

    /// <summary>Ended by the user.</summary>
    public const int Cancelled = 130;
}
