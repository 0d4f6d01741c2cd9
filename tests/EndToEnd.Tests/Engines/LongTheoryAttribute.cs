using System;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Engines;

/// <summary>A theory of minutes, which is run where the variable <c>NETSPEC_LONG_TESTS</c> is 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongTheoryAttribute : TheoryAttribute
{
    private const string Variable = "NETSPEC_LONG_TESTS";

    public LongTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable(Variable) != "1")
            Skip = $"takes minutes; set {Variable}=1 to run it";
    }
}
