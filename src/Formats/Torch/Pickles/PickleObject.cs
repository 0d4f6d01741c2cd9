namespace NetSpec.Formats.Torch.Pickles;

/// <summary>What a call in a pickle would have made, had it been made: an empty thing that has kept what it was given.</summary>
/// <param name="maker">What was to be called, as a person reads it.</param>
internal sealed class PickleObject(string maker)
{
    public string Maker { get; } = maker;

    /// <summary>What the object's attributes were to be set to: of a module of PyTorch, a dictionary of its parameters and parts.</summary>
    public object? State { get; set; }

    /// <summary>What was put into it, for a class of Python that is a dictionary.</summary>
    public PickleDictionary? Items { get; set; }
}
