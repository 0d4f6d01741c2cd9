using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Linq;

namespace NetSpec.Tool.Cli;

/// <summary>The help of a verb, and its examples below it.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var result = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not Verb { Examples: { Count: > 0 } examples })
            return result;

        var to = parseResult.InvocationConfiguration.Output;
        to.WriteLine("Examples:");
        var width = examples.Max(example => example.Line.Length);
        foreach (var (line, what) in examples)
        {
            to.WriteLine($"  netspec {line.PadRight(width)}  {what}");
        }

        to.WriteLine();
        return result;
    }
}
