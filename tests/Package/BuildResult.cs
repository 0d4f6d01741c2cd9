using System;
using Xunit;

namespace NetSpec.Package.Tests;

/// <summary>How a command ended and what it printed.</summary>
public sealed record BuildResult(int ExitCode, string Output)
{
    public BuildResult Succeeded()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    public BuildResult Failed(string because)
    {
        Assert.True(ExitCode != 0, Output);
        Assert.Contains(because, Output, StringComparison.Ordinal);
        return this;
    }
}
