using System.Collections.Generic;

namespace NetSpec.Formats.Torch.Pickles;

/// <summary>A dictionary of Python in the order of its keys, which are compared by nobody: whoever reads it looks for names among them.</summary>
internal sealed class PickleDictionary
{
    public List<(object? Key, object? Value)> Items { get; } = [];

    /// <summary>The value of a name; null where there is none. Of several the last counts, as in Python.</summary>
    public object? Find(string name)
    {
        for (var i = Items.Count - 1; i >= 0; i--)
        {
            if (Items[i].Key is string key && key == name)
                return Items[i].Value;
        }

        return null;
    }
}
