using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Steps;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Ops;

/// <summary>
/// Calls of kernels. Where a step has a method of its own, maps that have a name are locals, declared where they are first
/// needed; the border of the one that is filled is cleared as soon as it is there.
/// </summary>
/// <param name="code">Where to.</param>
/// <param name="names">The names of the class.</param>
/// <param name="step">The step.</param>
internal sealed class CallEmitter(StepCode code, ModelNames names, CallStep step)
{
    private readonly Dictionary<string, string> _locals = [];
    private bool _isClear = step.Clear is null;

    public static void Write(StepCode code, ModelNames names, CallStep step) => new CallEmitter(code, names, step).Write();

    private void Write()
    {
        foreach (var call in step.Calls)
        {
            var arguments = call.Arguments.Select(Text).ToList();
            if (!_isClear)
            {
                code.Clear(step.Clear!);
                _isClear = true;
            }

            var shapes = string.Join(", ", new[] { call.Before, call.Shape }.OfType<int>().Select(shape => names.Shapes[shape]));
            var method = Aliases.Kernel(call.Kernel) + (shapes.Length > 0 ? $"<{shapes}>" : "");
            if (call.Arguments.Any(argument => argument is CallArgument.Stage))
                code.Call(method, Lines(call, arguments));
            else
                code.Call(method, string.Join(", ", arguments));
        }
    }

    /// <summary>Each stage on a line of its own, between those of what comes before and behind.</summary>
    private static List<string> Lines(KernelCall call, List<string> arguments)
    {
        List<string> lines = [];
        var isOpen = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var isStage = call.Arguments[i] is CallArgument.Stage;
            if (isOpen && !isStage)
                lines[lines.Count - 1] += ", " + arguments[i];
            else
                lines.Add(arguments[i]);
            isOpen = !isStage;
        }

        return lines;
    }

    private string Text(CallArgument argument) => argument switch
    {
        CallArgument.Map map => Named(map.Label, Map(map)),
        CallArgument.Offset offset => Named(offset.Label, CSharp.Literal(offset.Place.Offset)),
        CallArgument.Number number => Named(number.Label, CSharp.Literal(number.Value)),
        CallArgument.Real real => Named(real.Label, CSharp.Literal(real.Value)),
        CallArgument.Flag flag => Named(flag.Label, CSharp.Literal(flag.Value)),
        CallArgument.Function function => Named(function.Label, Function(function)),
        CallArgument.Weights weights => names.Weights[weights.Index],
        CallArgument.Stage stage => Stage(stage),
        CallArgument.Pool pool => code.Window(pool.Window),
        CallArgument.Lines lines => code.Numbers(lines.Rows, lines.Columns),
        CallArgument.Sums { Slot: var slot } => $"Sums({CSharp.LongLiteral(slot.Offset)}, {CSharp.LongLiteral(slot.Size)})",
        CallArgument.Exponent => "Exponent",
        CallArgument.Position position => Named(position.Label, "Position"),
        CallArgument.Cache cache => names.Caches[cache.Name],
        CallArgument.Port port => Named("port", CSharp.Literal(port.Output)),
        _ => throw new NotSupportedException($"No text for {argument.GetType().Name}."),
    };

    private static string Named(string label, string value) => label.Length == 0 ? value : $"{label}: {value}";

    private static string Function(CallArgument.Function function)
    {
        var numbers = function.Numbers.Select(number => Named(number.Label, CSharp.Literal(number.Value)));
        return Aliases.Kernel("Functions.PlaceFunction." + function.Name) + (function.Numbers.Count == 0 ? "" : $"({string.Join(", ", numbers)})");
    }

    private string Stage(CallArgument.Stage stage)
    {
        List<string> arguments = [names.Weights[stage.Index]];
        if (stage.Relu)
            arguments.Add(Named("relu", CSharp.Literal(true)));
        if (stage.Then is { } then)
            arguments.Add(Named("then", Function(then)));

        return $"{Aliases.Kernel("Dense.PositionStage.Of")}<{names.Shapes[stage.Shape]}>({string.Join(", ", arguments)})";
    }

    private string Map(CallArgument.Map map)
    {
        if (map.Local.Length == 0)
            return code.Argument(map.Place);

        if (!_locals.TryGetValue(map.Local, out var text))
        {
            _locals.Add(map.Local, text = code.Map(map.Local, map.Place));
            if (!_isClear && map.Place == step.Clear && map.Use is PlaceUse.Write or PlaceUse.WritePart)
            {
                code.Clear(text);
                _isClear = true;
            }
        }

        return text;
    }
}
