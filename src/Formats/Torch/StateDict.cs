using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Formats.Tensors;
using NetSpec.Formats.Torch.Pickles;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Torch;

/// <summary>Finds the tensors of a checkpoint and their names, whatever was saved around them.</summary>
internal sealed class StateDict
{
    /// <summary>Deeper than modules are nested; a pickle can hold a circle.</summary>
    private const int Deepest = 100;

    private const int Shown = 8;

    /// <summary>Where trainers put the state dict, the likeliest first.</summary>
    private static readonly string[] Usual =
    [
        "state_dict", "model_state_dict", "model_state", "model", "net", "network", "module", "params", "weights", "state",
        "ema_state_dict", "params_ema", "ema",
    ];

    private static readonly string[] ModuleParts = ["_parameters", "_buffers", "_modules"];

    private readonly string _file;
    private readonly List<TensorEntry> _tensors = [];
    private readonly List<string> _leftOut = [];
    private int _budget;

    private StateDict(string file, int budget) => (_file, _budget) = (file, budget);

    /// <summary>The tensors of what a pickle built.</summary>
    /// <param name="root">Its value.</param>
    /// <param name="file">What to call the file in messages.</param>
    /// <param name="budget">How many values to look at, at most: what the pickle holds once, paths may reach ever so often.</param>
    public static (IReadOnlyList<TensorEntry> Tensors, IReadOnlyList<string> Notes) Of(object? root, string file, int budget)
    {
        var notes = new List<string>();
        var found = root;
        while (notes.Count < Deepest
            && Members(found) is { } members
            && !members.Any(item => item.Value is TorchTensor)
            && Inner(members) is var (key, inner)
            && inner is not null)
        {
            var others = members.Where(item => item.Key != key).Select(item => Quoted.Plain(item.Key)).ToList();
            notes.Add($"the tensors of '{key}' were taken; beside it {(others.Count == 0 ? "is nothing" : "lie " + Listed(others))}");
            found = inner;
        }

        var walk = new StateDict(file, budget);
        walk.Visit("", found, 0);
        if (walk._leftOut.Count > 0)
            notes.Add($"left out, as no tensors of plain elements: {Listed(walk._leftOut)}");
        return (walk._tensors, notes);
    }

    private static string Listed(List<string> items) => string.Join(", ", items.Take(Shown)) + (items.Count > Shown ? ", …" : "");

    private void Visit(string path, object? value, int depth)
    {
        if (--_budget < 0 || depth > Deepest)
            throw new ModelFormatException(_file, "its values are nested without end; save the state dict alone: torch.save(model.state_dict(), path).");

        if (value is TorchTensor tensor)
        {
            _tensors.Add(tensor.Named(path.Length == 0 ? "tensor" : path, _file));
        }
        else if (Members(value) is { } members)
        {
            foreach (var (key, item) in members)
            {
                Visit(path.Length == 0 ? key : $"{path}.{key}", item, depth + 1);
            }
        }
        else if (value is PickleObject made && path.Length > 0)
        {
            _leftOut.Add($"{Quoted.Name(path)}, made by {Quoted.Plain(made.Maker)}");
        }
    }

    /// <summary>The named values of a dictionary, of a list, or of a module that was saved whole: its parameters, buffers and parts.</summary>
    private static List<(string Key, object? Value)>? Members(object? value) => value switch
    {
        PickleDictionary dictionary => Named(dictionary),
        PickleObject { Items: { } items } => Named(items),
        PickleObject { State: PickleDictionary state } when state.Find("_parameters") is not null || state.Find("_modules") is not null =>
            [.. ModuleParts.SelectMany(key => Members(state.Find(key)) ?? [])],
        List<object?> { Count: > 0 } list when list.All(item => item is TorchTensor) =>
            [.. list.Select((item, i) => (i.ToString(CultureInfo.InvariantCulture), item))],
        _ => null,
    };

    private static List<(string Key, object? Value)> Named(PickleDictionary dictionary) =>
        [.. dictionary.Items.Where(item => item.Key is string).GroupBy(item => (string)item.Key!).Select(same => (same.Key, same.Last().Value))];

    private static (string Key, object? Value) Inner(List<(string Key, object? Value)> members)
    {
        foreach (var key in Usual)
        {
            var inner = members.FirstOrDefault(item => item.Key == key).Value;
            if (Members(inner) is { } items && items.Any(item => item.Value is TorchTensor or PickleObject or PickleDictionary))
                return (key, inner);
        }

        return default;
    }
}
