using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Members of a net that its spec has to ask for, used where it has not.</summary>
public sealed class AskedMembersTests
{
    private const string Program = """
        internal static class Program
        {
            public static object Norm(Plain net) => net.Paths.Norm(1, 1);

            public static object Layers() => Plain.Architecture.Layers;
        }
        """;

    [Theory]
    [InlineData("")]
    [InlineData("emit forward")]
    [InlineData("emit gpu only")]
    public void Paths_that_a_spec_does_not_ask_for_say_which_line_would_ask(string emit)
    {
        var errors = Errors(emit);

        Assert.Equal(["CS0619", "CS0619"], errors.Select(error => error.Id));
        Assert.All(errors, error => Assert.Contains("write 'emit pathnorm' in the net", error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("emit pathnorm")]
    [InlineData("emit phicost")]
    [InlineData("emit lifting only")]
    public void Paths_that_it_asks_for_are_there(string emit) => Assert.Empty(Errors(emit));

    private static Diagnostic[] Errors(string emit)
    {
        var project = new TestProject(("plain.netspec", $"net Plain {{\n    input x : 4\n    output y = x -> linear(3) -> relu\n    {emit}\n}}\n"));
        project.AddCode(Program);
        return [.. project.Run().Output.GetDiagnostics().Where(problem => problem.Severity >= DiagnosticSeverity.Warning).OrderBy(problem => problem.Location.SourceSpan.Start)];
    }
}
