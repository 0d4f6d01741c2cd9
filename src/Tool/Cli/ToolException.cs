using System;

namespace NetSpec.Tool.Cli;

/// <summary>Something that the user can mend, in one line.</summary>
internal sealed class ToolException : Exception
{
    /// <param name="message">The thing, what was found, what would be right.</param>
    /// <param name="exitCode">How the process ends.</param>
    public ToolException(string message, int exitCode = Cli.ExitCode.Input)
        : base(message) => ExitCode = exitCode;

    public int ExitCode { get; }

    /// <summary>The command line asks for what does not go together.</summary>
    public static ToolException Usage(string message) => new(message, Cli.ExitCode.Usage);
}
