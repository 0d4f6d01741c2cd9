using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler;

namespace NetSpec.Hosting;

/// <summary>A spec has errors, so that there is nothing to run.</summary>
public sealed class SpecException : Exception
{
    /// <summary>Without problems.</summary>
    public SpecException()
        : this([])
    {
    }

    /// <inheritdoc/>
    public SpecException(string message)
        : base(message) => Problems = [];

    /// <inheritdoc/>
    public SpecException(string message, Exception innerException)
        : base(message, innerException) => Problems = [];

    /// <summary>The message is the errors, one a line.</summary>
    /// <param name="problems">All that was found, warnings too.</param>
    public SpecException(IReadOnlyList<SpecProblem> problems)
        : base(string.Join('\n', problems.Where(problem => problem.IsError))) => Problems = problems;

    /// <summary>What was found, by place.</summary>
    public IReadOnlyList<SpecProblem> Problems { get; }
}
