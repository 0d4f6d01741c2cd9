using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>The texts that one compilation takes: what <see cref="NetCompiler"/> makes of nets that no spec says.</summary>
internal static class EmittedFiles
{
    private const string Paths = "lifting";

    /// <summary>The nets without the theory of their paths, which most tests need not wait for.</summary>
    public static string[] Forward(params IEnumerable<Net> nets) =>
        Of(nets.Select(net => net with { Passes = net.Passes.Where(pass => !PathPasses.IsOne(pass)).ToEquatableArray() }));

    /// <summary>The nets with the theory of their paths, whether they ask for it or not.</summary>
    public static string[] WithPaths(params IEnumerable<Net> nets) =>
        Of(nets.Select(net => PathPasses.AreAsked(net) ? net : net with { Passes = net.Passes.Append(Paths).ToEquatableArray() }));

    private static string[] Of(IEnumerable<Net> nets)
    {
        var result = NetCompiler.Compile(nets, new CompilerOptions { PlainPass = true });
        return result.Succeeded ? [.. result.Files.Select(file => file.Text)] : throw new InvalidOperationException(string.Join("\n", result.Problems));
    }
}
