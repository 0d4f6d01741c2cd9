using System;
using System.Linq;
using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using Spectre.Console;

namespace NetSpec.Tool.Cli;

/// <summary>
/// Where results and remarks go. Results go to the standard output, as text or as one JSON document; remarks and progress to the standard
/// error, progress only where that is a terminal.
/// </summary>
internal sealed class Output(bool json)
{
    private static readonly IAnsiConsole Remarks = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>Whether one JSON document is asked for.</summary>
    public bool Json { get; } = json;

    /// <summary>Whether results are read by a person on a terminal, and not by a program or from a file.</summary>
    public static bool IsTerminal => !Console.IsOutputRedirected;

    /// <summary>Writes the result: the document, or the text.</summary>
    public void Result<T>(T report, JsonTypeInfo<T> type, Action<T> text)
    {
        if (Json)
            Console.Out.WriteLine(JsonSerializer.Serialize(report, type));
        else
            text(report);
    }

    /// <summary>A line of the result. Names of files may stand in it, and must not write to a terminal.</summary>
    public static void Line(string text = "") => Console.Out.WriteLine(
        text.Any(IsWriting) ? string.Concat(text.Select(c => IsWriting(c) ? $"\\u{(int)c:X4}" : c.ToString())) : text);

    /// <summary>A remark, which is no part of the result.</summary>
    public static void Remark(string text) => Console.Error.WriteLine(text);

    /// <summary>Does long work under a progress bar, where there is a terminal to show it.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="steps">How many steps there are.</param>
    /// <param name="work">The work; it calls its argument after each step.</param>
    public static void Progress(string what, long steps, Action<Action> work)
    {
        if (Console.IsErrorRedirected || steps < 2)
        {
            work(() => { });
            return;
        }

        Remarks.Progress().AutoClear(true).Start(context =>
        {
            var task = context.AddTask(Markup.Escape(what), maxValue: steps);
            work(() => task.Increment(1));
        });
    }

    /// <summary>Says what is done while it lasts, if the standard error is a terminal: for long work whose steps nobody counts.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="work">The work.</param>
    public static T Busy<T>(string what, Func<T> work) =>
        Console.IsErrorRedirected ? work() : Remarks.Status().Start(Markup.Escape(what), _ => work());

    private static bool IsWriting(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');
}
