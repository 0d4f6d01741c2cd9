using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding.Arguments;

/// <summary>Matches the arguments of a call with the parameters of the op or block that is called.</summary>
internal sealed class ArgumentSlots
{
    private readonly Argument?[] _slots;

    private ArgumentSlots(int count) => _slots = new Argument?[count];

    /// <summary>Whether every argument found a place; what did not is reported.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The argument for a parameter, null when it was left out.</summary>
    public Argument? this[int parameter] => _slots[parameter];

    /// <param name="call">The call.</param>
    /// <param name="parameters">The names of the parameters in the order of the positions.</param>
    /// <param name="usage">The call with all parameters, for messages.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="positions">How many parameters may be given by position.</param>
    /// <param name="wording">What is said of arguments as other frameworks have them; null for a block.</param>
    public static ArgumentSlots Match(
        CallStage call, IReadOnlyList<string> parameters, string usage, ProblemBag problems, int positions = int.MaxValue, CallWording? wording = null)
    {
        var slots = new ArgumentSlots(parameters.Count);
        var names = parameters.ToList();
        var byName = false;
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var argument = call.Arguments[i];
            byName |= argument.Name is not null;
            var problem = argument.Name is { } name
                ? slots.Place(names.IndexOf(name.Text), argument, name, call, names, usage, wording)
                : byName ? (ProblemCode.MisplacedArgument, $"an argument by position must stand before those by name: {usage}")
                : i >= positions && positions < names.Count ? (ProblemCode.MisplacedArgument, wording!.Excess())
                : i < names.Count ? slots.Place(i, argument, call.Name, call, names, usage, wording)
                : (ProblemCode.MisplacedArgument, TooMany(call, names.Count, usage));
            if (problem is var (code, message))
            {
                slots.IsComplete = false;
                problems.Report(code, code == ProblemCode.UnknownArgument ? argument.Name!.Span : argument.Span, message);
                if (argument.Name is null && i >= positions)
                {
                    // Those behind it are as misplaced, for the one reason that was told.
                    break;
                }
            }
        }

        return slots;
    }

    private (ProblemCode Code, string Message)? Place(
        int slot, Argument argument, Identifier name, CallStage call, List<string> names, string usage, CallWording? wording)
    {
        if (slot < 0)
        {
            var hint = wording?.Unknown(name.Text) ?? Suggest.Hint(name.Text, names);
            var problem = names.Count == 0
                ? TooMany(call, 0, usage)
                : $"{call.Name.Text} has no argument '{name.Text}'{(hint.Length > 0 ? hint : $": {usage}")}";
            return (ProblemCode.UnknownArgument, problem);
        }

        if (_slots[slot] is not null)
        {
            return (ProblemCode.RepeatedArgument, $"'{names[slot]}' is given twice: {usage}");
        }

        _slots[slot] = argument;
        return null;
    }

    private static string TooMany(CallStage call, int count, string usage) => count == 0
        ? $"{call.Name.Text} takes no arguments"
        : $"{call.Name.Text} takes at most {Rules.Text(count)} argument{(count == 1 ? "" : "s")}: {usage}";
}
