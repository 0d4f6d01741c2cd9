using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;

namespace NetSpec.Tool.Cli;

/// <summary>One thing that the tool does: its words, and what they call.</summary>
internal abstract class Verb : Command
{
    private readonly Option<bool> _json = new("--json") { Description = "One JSON document instead of text: its shape is in docs/tool.md." };

    /// <param name="name">The verb.</param>
    /// <param name="description">What it does, in a line.</param>
    /// <param name="examples">Command lines, without the tool's name, and what each does.</param>
    protected Verb(string name, string description, params (string Line, string What)[] examples)
        : base(name, description)
    {
        Examples = examples;

        // On another thread: signals are listened to once this call has come back.
        SetAction((arguments, cancellationToken) =>
            Task.Run(() => Run(arguments, new Output(arguments.GetValue(_json)), cancellationToken), CancellationToken.None));
    }

    /// <summary>Shown below the options by <c>--help</c>.</summary>
    public IReadOnlyList<(string Line, string What)> Examples { get; }

    /// <summary>Adds the option that all verbs end with.</summary>
    public Verb Finish()
    {
        Options.Add(_json);
        return this;
    }

    /// <summary>Does it.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="ToolException">The user can mend it.</exception>
    protected abstract int Run(ParseResult arguments, Output output, CancellationToken cancellationToken);
}
