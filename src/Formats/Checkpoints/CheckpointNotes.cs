using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Checkpoints;

/// <summary>What is peculiar about the weights of a file, and what becomes of it when they are loaded, for a person to read.</summary>
public static class CheckpointNotes
{
    private const int Named = 3;

    /// <summary>A line for each peculiarity: how the file was read, weights that are stored in two parts, counts, types.</summary>
    /// <param name="table">The tensors of a file.</param>
    public static IReadOnlyList<string> Of(TensorTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var weights = StoredWeight.Of(table);
        var notes = new List<string>(table.Notes);
        Add(weights.Where(weight => weight.Form == StoredForm.Pruned), "pruned weights become the products of their originals and masks");
        Add(weights.Where(weight => weight.Form == StoredForm.Normalised), "normalised weights become their directions, scaled to their magnitudes");
        Add(weights.Where(weight => weight.IsCount), "counts of batches, which nothing is computed from, are left out");
        foreach (var type in new[] { TensorType.F16, TensorType.BF16, TensorType.F64 })
        {
            Add(weights.Where(weight => !weight.IsCount && weight.Main.Type == type), $"{ElementTypes.Spelling(type)} becomes F32");
        }

        Add(weights.Where(weight => !weight.IsCount && !ElementTypes.IsFloat(weight.Main.Type)), "types that parameters are not of are left out");
        return notes;

        void Add(IEnumerable<StoredWeight> concerned, string what)
        {
            var names = concerned.Select(weight => Quoted.Plain(weight.Name)).ToList();
            if (names.Count == 0)
                return;
            var more = names.Count > Named ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - Named} more") : "";
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {string.Join(", ", names.Take(Named))}{more}"));
        }
    }
}
