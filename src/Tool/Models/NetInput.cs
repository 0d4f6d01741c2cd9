using System.Collections.Generic;
using System.CommandLine;
using NetSpec.Dsl.Graph;
using NetSpec.Hosting;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Options;

namespace NetSpec.Tool.Models;

/// <summary>A net of a spec, as verbs take it: the file, and the net's name where the file has several.</summary>
internal sealed class NetInput
{
    private readonly Argument<string> _spec = new("spec") { Description = "The .netspec file." };
    private readonly Option<string?> _net = new("--net") { Description = "The net, where the file has several.", HelpName = "name" };

    /// <summary>Adds both to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Arguments.Add(_spec);
        verb.Options.Add(_net);
    }

    /// <summary>Reads the file and finds the net.</summary>
    /// <exception cref="SpecException">The spec has errors.</exception>
    /// <exception cref="ToolException">There is no such net, or several.</exception>
    public (SpecFile Spec, Net Net) Read(ParseResult arguments)
    {
        var spec = ReadSpec(arguments);
        return (spec, Choose(spec, arguments.GetValue(_net)));
    }

    /// <summary>Reads the file; the nets are those named, or all.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public (SpecFile Spec, IReadOnlyList<Net> Nets) ReadAll(ParseResult arguments)
    {
        var spec = ReadSpec(arguments);
        return arguments.GetValue(_net) is null && spec.Nets.Count > 1 ? (spec, spec.Nets) : (spec, [Choose(spec, arguments.GetValue(_net))]);
    }

    private SpecFile ReadSpec(ParseResult arguments) => SpecFile.Read(InputPath.Check(arguments.GetRequiredValue(_spec)));

    private static Net Choose(SpecFile spec, string? name)
    {
        try
        {
            return spec.Choose(name);
        }
        catch (KeyNotFoundException exception)
        {
            throw ToolException.Usage(exception.Message + (name is null ? " '--net' names one." : ""));
        }
    }
}
