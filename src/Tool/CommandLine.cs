using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NetSpec.Formats;
using NetSpec.Formats.Onnx;
using NetSpec.Hosting;
using NetSpec.Runtime.Weights;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool;

/// <summary>Reads the command line, calls the verb, and makes one line and an exit code of whatever goes wrong.</summary>
internal static partial class CommandLine
{
    /// <summary>Set to 1, it has a fault of the tool shown with its stack.</summary>
    private const string TraceVariable = "NETSPEC_TRACE";

    /// <summary>After a signal a verb ends its batch and writes what it has; one that takes longer is ended.</summary>
    private static readonly TimeSpan ToStop = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Root().Parse(arguments);
        var verb = parsed.CommandResult.Command;
        var stray = StrayOption(parsed);
        if (parsed.Action is ParseErrorAction || stray is not null)
        {
            Error(verb is not Verb ? WithoutVerb(arguments) : stray is null ? Wrong(parsed) : $"'{stray}' is no option of '{verb.Name}'.");
            Output.Remark($"'netspec {(verb is Verb ? verb.Name + " " : "")}--help' shows how it is used.");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = ToStop });
        }
        catch (Exception exception)
        {
            return Explain(exception);
        }
    }

    /// <summary>The command and its verbs.</summary>
    private static RootCommand Root()
    {
        var root = new RootCommand("Imports, checks, explains, runs, measures, prunes, certifies and exports the networks of .netspec files.");
        foreach (var verb in VerbCatalog.All())
        {
            root.Subcommands.Add(verb.Finish());
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    /// <summary>A misspelt option of a verb that takes any number of files would count as one of them.</summary>
    private static string? StrayOption(ParseResult parsed) => parsed.Tokens
        .TakeWhile(token => token.Type != TokenType.DoubleDash)
        .FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))?.Value.Split('=')[0];

    /// <summary>On one line, though words that would be right come with a line each. What is of another type is a count: verbs read all else.</summary>
    private static string Wrong(ParseResult parsed) => string.Join(' ', parsed.Errors.Select(error => error.Message).Distinct().SelectMany(message =>
        OtherType().Replace(message, "; a whole number is due.").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)));

    [GeneratedRegex(" as expected type '.*'\\.")]
    private static partial Regex OtherType();

    private static string WithoutVerb(string[] arguments)
    {
        if (arguments.FirstOrDefault(argument => !argument.StartsWith('-')) is not { } word)
            return arguments.Length == 0 ? "no verb is given." : $"'{arguments[0]}' is no option without a verb.";
        var near = VerbCatalog.All().Select(verb => verb.Name).MinBy(name => EditDistance.Between(word, name))!;
        return $"'{word}' is no verb{(EditDistance.Between(word, near) <= 2 ? $"; did you mean '{near}'?" : ".")}";
    }

    private static int Explain(Exception exception)
    {
        switch (exception)
        {
            case OperationCanceledException:
                return ExitCode.Cancelled;
            case ToolException wrong:
                Error(wrong.Message);
                return wrong.ExitCode;
            case SpecException { Problems.Count: > 0 } spec:
                foreach (var problem in spec.Problems)
                {
                    Output.Remark(problem.ToString());
                }

                return ExitCode.Input;
            case IOException or UnauthorizedAccessException or InvalidDataException or ParameterMismatchException or ParameterRangeException
                or NonFiniteParametersException or SafetensorsException or ModelFormatException or SpecException or UnsupportedModelException:
                Error(exception.Message);
                return ExitCode.Input;
            case OutOfMemoryException:
                Error("that takes more memory than there is; fewer samples at once (--batch, --shard) take less, where a verb has them.");
                return ExitCode.Input;
            default:
                Error($"a fault of netspec itself: {exception.GetType().Name}: {exception.Message}");
                if (Environment.GetEnvironmentVariable(TraceVariable) == "1")
                    Output.Remark(exception.ToString());
                return ExitCode.Internal;
        }
    }

    private static void Error(string message) => Output.Remark("netspec: " + message);
}
