namespace NetSpec.Gpu
{
    using global::System;
    using global::System.Globalization;
    using global::System.Threading;
    using global::ILGPU;
    using global::ILGPU.Runtime;

    /// <summary>One pass of a program over a batch; it has the device memory of the program for itself until it is disposed.</summary>
    internal sealed class DevicePass<T> : IDisposable
        where T : unmanaged
    {
        private readonly DeviceProgram<T> _program;
        private readonly ArrayView<T>[] _inputs;
        private readonly ArrayView<T>[] _outputs;
        private readonly ArrayView<T>[] _targets;
        private ArrayView<T> _workspace;
        private AcceleratorStream _stream = null!;
        private int _batch;
        private int _stride;

        public DevicePass(DeviceProgram<T> program)
        {
            _program = program;
            _inputs = new ArrayView<T>[program.Inputs.Count];
            _outputs = new ArrayView<T>[program.Outputs.Count];
            _targets = new ArrayView<T>[program.Outputs.Count];
        }

        /// <summary>What the caller gave as an input, in the order of the net's.</summary>
        public ArrayView<T> Input(int port) => _inputs[port];

        /// <summary>Where an output goes, in the order of the net's.</summary>
        public ArrayView<T> Output(int port) => _outputs[port];

        /// <summary>A value between steps.</summary>
        /// <param name="offset">Features before it in the workspace.</param>
        /// <param name="features">Its features.</param>
        public ArrayView<T> Value(int offset, int features) => _workspace.SubView((long)offset * _stride, Length(features));

        /// <summary>y = max(K x + bias + residual, 0 for a relu).</summary>
        public void Multiply(DeviceFactor<T> factor, ArrayView<T> from, ArrayView<T> to, ArrayView<T> residual = default, bool relu = false) =>
            factor.Multiply(_stream, from, residual, to, _batch, _stride, relu);

        /// <summary>y = max(scale x + shift + other, 0 for a relu), value by value.</summary>
        public void Map(ArrayView<T> from, ArrayView<T> to, DeviceAffine? affine = null, ArrayView<T> other = default, bool relu = false)
        {
            var width = _program.IsBatchLast ? _stride : (int)(to.Length / _batch);
            _program.Kernels.Map(_stream, from, other, to, affine, width, _program.IsBatchLast, relu);
        }

        /// <summary>Brings an input from the caller's memory to the device.</summary>
        public void Load(int port, string name, ReadOnlySpan<float> values)
        {
            var features = _program.Inputs[port];
            CheckLength(name, "holds", values.Length, features);
            var input = _inputs[port] = _program.InputMemory(port).Take(Length(features));
            if (_program.Storage.IsSingle && IsDense)
            {
                input.Cast<float>().CopyFromCPU(_stream, values);
                return;
            }

            var staging = _program.Staging.Take(values.Length);
            staging.CopyFromCPU(_stream, values);
            _program.Kernels.Narrow(_stream, staging, input, DeviceRows.Spread(features, _batch, _stride, _program.IsBatchLast));
        }

        /// <summary>Makes room for an output that the caller's memory will take.</summary>
        public void Expect(int port, string name, Span<float> target)
        {
            var features = _program.Outputs[port];
            CheckLength(name, "has room for", target.Length, features);
            _outputs[port] = _program.OutputMemory(port).Take(Length(features));
        }

        /// <summary>Brings an output from the device to the caller's memory.</summary>
        public void Store(int port, Span<float> target)
        {
            if (_program.Storage.IsSingle && IsDense)
            {
                _outputs[port].Cast<float>().CopyToCPU(_stream, target);
                return;
            }

            var staging = _program.Staging.Take(target.Length);
            _program.Kernels.Widen(_stream, _outputs[port], staging, DeviceRows.Gather(_program.Outputs[port], _batch, _stride, _program.IsBatchLast));
            staging.CopyToCPU(_stream, target);
        }

        /// <summary>Takes an input that is on the device; one that does not lie as kernels read it is copied.</summary>
        public void Read(int port, string name, ArrayView<T> values)
        {
            var features = _program.Inputs[port];
            CheckLength(name, "holds", values.Length, features);
            DeviceViews.Check(values, _program.Accelerator, name);
            if (IsReadable(values))
            {
                _inputs[port] = values;
                return;
            }

            _inputs[port] = _program.InputMemory(port).Take(Length(features));
            _program.Kernels.Move(_stream, values, _inputs[port], DeviceRows.Spread(features, _batch, _stride, _program.IsBatchLast));
        }

        /// <summary>Takes the memory on the device that an output goes to; where kernels cannot write there, <see cref="Finish"/> copies.</summary>
        public void Write(int port, string name, ArrayView<T> values)
        {
            var features = _program.Outputs[port];
            CheckLength(name, "has room for", values.Length, features);
            DeviceViews.Check(values, _program.Accelerator, name);
            var isWritten = IsReadable(values);
            _targets[port] = isWritten ? default : values;
            _outputs[port] = isWritten ? values : _program.OutputMemory(port).Take(Length(features));
        }

        /// <summary>Refuses an output on the device that shares memory with another argument.</summary>
        public void CheckApart(string output, ArrayView<T> target, string other, ArrayView<T> values)
        {
            // What is not there, or not on this device, is refused when it is read.
            if (DeviceViews.IsOn(values, _program.Accelerator) && DeviceViews.Overlap(target, values))
                throw new ArgumentException($"'{output}' and '{other}' overlap in the device's memory; give '{output}' memory of its own.", output);
        }

        /// <summary>Gives inputs and outputs memory of the program's own, with whatever is in it.</summary>
        public void UseOwnPorts()
        {
            for (var port = 0; port < _inputs.Length; port++)
            {
                _inputs[port] = _program.InputMemory(port).Take(Length(_program.Inputs[port]));
            }

            for (var port = 0; port < _outputs.Length; port++)
            {
                _outputs[port] = _program.OutputMemory(port).Take(Length(_program.Outputs[port]));
            }
        }

        /// <summary>Copies what kernels could not write to its place themselves.</summary>
        public void Finish()
        {
            for (var port = 0; port < _targets.Length; port++)
            {
                if (_targets[port].Length > 0)
                    _program.Kernels.Move(
                        _stream, _outputs[port], _targets[port], DeviceRows.Gather(_program.Outputs[port], _batch, _stride, _program.IsBatchLast));
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            // Callers' memory is not held on to.
            Array.Clear(_inputs, 0, _inputs.Length);
            Array.Clear(_outputs, 0, _outputs.Length);
            Array.Clear(_targets, 0, _targets.Length);
            Monitor.Exit(_program.Gate);
        }

        internal void Start(int batch, int stride, AcceleratorStream stream, ArrayView<T> workspace)
        {
            _batch = batch;
            _stride = stride;
            _stream = stream;
            _workspace = workspace;
        }

        private const int Alignment = 16;

        /// <summary>Whether a caller's neighbouring samples are where kernels want them.</summary>
        private bool IsDense => !_program.IsBatchLast || _stride == _batch;

        private bool IsReadable(ArrayView<T> values) => IsDense && DeviceViews.IsAligned(values, Alignment);

        private long Length(int features) => (long)features * (_program.IsBatchLast ? _stride : _batch);

        private void CheckLength(string name, string verb, long length, int features)
        {
            if (length != (long)features * _batch)
            {
                throw new ArgumentException(
                    string.Format(
                        CultureInfo.InvariantCulture,
                        "'{0}' {1} {2} numbers; {3} x {4} = {5} are {3} samples.",
                        name,
                        verb,
                        length,
                        _batch,
                        features,
                        (long)features * _batch), name);
            }
        }
    }
}
