using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Runtime.Weights;

/// <summary>What loading a file did beyond copying tensors of the right name and shape.</summary>
/// <example><code>
/// var net = Digits.Load("digits.safetensors", new LoadOptions { AllowMissing = true });
/// foreach (var parameter in net.Parameters.LoadReport!.Filled)
///     Console.WriteLine($"not in the file: {parameter}");
/// </code></example>
public sealed class LoadReport
{
    private const int Shown = 8;

    internal LoadReport(string file) => File = file;

    /// <summary>The file's path, or the name given for a stream.</summary>
    public string File { get; }

    /// <summary>Parameters that the file lacks; they have the value that has no effect (<see cref="LoadOptions.AllowMissing"/>).</summary>
    public IReadOnlyList<ParameterInfo> Filled { get; internal init; } = [];

    /// <summary>Parameters whose tensor differed in dimensions of 1 (<see cref="LoadOptions.AllowReshape"/>).</summary>
    public IReadOnlyList<ParameterInfo> Reshaped { get; internal init; } = [];

    /// <summary>
    /// Parameters that are a product of two tensors: pruned ones (<c>weight_orig</c>, <c>weight_mask</c>) and those with weight
    /// normalisation (<c>weight_g</c>, <c>weight_v</c>).
    /// </summary>
    public IReadOnlyList<ParameterInfo> Combined { get; internal init; } = [];

    /// <summary>Tied parameters, which the file has under another name and its metadata under this one.</summary>
    public IReadOnlyList<ParameterInfo> Tied { get; internal init; } = [];

    /// <summary>Tensors of the file that are no parameter (<see cref="LoadOptions.AllowExtra"/>).</summary>
    public IReadOnlyList<string> Ignored { get; internal init; } = [];

    /// <summary>A line for each list that is not empty.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(File).Append(" was loaded");
        Add("filled with neutral values", Filled.Select(p => p.Name).ToList());
        Add("of a shape that differed in ones", Reshaped.Select(p => p.Name).ToList());
        Add("combined from two tensors", Combined.Select(p => p.Name).ToList());
        Add("tied to another", Tied.Select(p => p.Name).ToList());
        Add("ignored", Ignored);
        return text.ToString();

        void Add(string what, IReadOnlyList<string> names)
        {
            if (names.Count == 0)
                return;

            var more = names.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - Shown} more") : "";
            text.Append(CultureInfo.InvariantCulture, $"\n  {names.Count} {what}: {string.Join(", ", names.Take(Shown).Select(Quoted.Plain))}{more}");
        }
    }
}
