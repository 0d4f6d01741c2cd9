using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Specs;

/// <summary>A type that a file declares: a net, or the shell of one with errors.</summary>
/// <param name="Path">The file.</param>
/// <param name="Net">The net; null when it has errors.</param>
/// <param name="Shell">What stands in for the net when it cannot be emitted.</param>
internal sealed record SpecType(string Path, Net? Net, NetShell Shell)
{
    /// <summary>Whether the project wants the class to be internal.</summary>
    public bool IsInternal { get; init; }

    /// <summary>What it is called, and where.</summary>
    public TypeName Name => new(Path, Shell.FullName, IsInternal);

    /// <summary>The types of a file, each name once: the front end has reported the others.</summary>
    public static IEnumerable<SpecType> In(ParsedSpec spec)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return spec.Nets.Select(net => Of(spec.Path, net))
            .Concat(spec.Shells.Select(shell => new SpecType(spec.Path, null, shell)))
            .Where(type => names.Add(type.Shell.FullName))
            .Select(type => type with { IsInternal = spec.IsInternal });
    }

    /// <summary>A net as a type.</summary>
    public static SpecType Of(string path, Net net) => new(path, net, ShellOf(net));

    private static NetShell ShellOf(Net net) => new(
        net.Namespace,
        net.Name,
        net.Inputs.Select(id => net.Nodes[id].Name).ToEquatableArray(),
        net.Outputs.Select(output => output.Name).ToEquatableArray())
    {
        Parameters = net.Parameters.Select(parameter => parameter.Name).ToEquatableArray(),
        Passes = net.Passes,
    };
}
