namespace NetSpec.Formats.Torch.Pickles;

/// <summary>What names and calls in a pickle mean. Whatever it does not know stays an empty <see cref="PickleObject"/>.</summary>
internal interface IPickleWorld
{
    /// <summary>What a call makes; null for one that is not known.</summary>
    object? Call(PickleGlobal function, object?[] arguments);

    /// <summary>What a reference to something outside of the pickle means.</summary>
    object Resolve(object? reference);
}
